// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a region whose policy needs more than marks, or in which the last read decides about the end: most entries
 * are spared these fields.
 *
 * <p>{@code stamp}, {@code readNanos} and {@code uses} are written by hits without a lock; all else is guarded by the
 * budget's lock.
 */
public abstract class StampedEntry extends Entry {
    private static final VarHandle STAMP = handle("stamp", long.class);
    private static final VarHandle READ = handle("readNanos", long.class);
    private static final VarHandle USES = handle("uses", int.class);

    /** How many uses are told apart: so far below the largest number that threads which count at once do not get past it. */
    static final int MOST_USES = Integer.MAX_VALUE - (1 << 24);

    @SuppressWarnings("UnusedVariable") // read and written through its handle
    private long stamp;

    @SuppressWarnings("UnusedVariable") // read and written through its handle
    private long readNanos;

    @SuppressWarnings("UnusedVariable") // read and written through its handle
    private int uses;

    /** The life of its value, in a region whose values age; written before the value is. */
    @Nullable
    Phases phases;

    /** Where in its order it lies: the meaning is the order's. */
    int index;

    /** Which list of its order it lies in. */
    byte rank;

    /** Creates an entry that is not in any table yet. */
    protected StampedEntry(long spread) {
        super(spread);
    }

    static StampedEntry of(Node n) {
        return (StampedEntry) n;
    }

    /** Returns the number of its last use among all uses of the runtime. */
    final long stamp() {
        return (long) STAMP.getOpaque(this);
    }

    final void stamp(long to) {
        STAMP.setOpaque(this, to);
    }

    final long readNanos() {
        return (long) READ.getOpaque(this);
    }

    final void readNanos(long to) {
        READ.setOpaque(this, to);
    }

    /** Returns how often it was used since it came in; {@link #MOST_USES} or a little more for as often or oftener. */
    final int uses() {
        return (int) USES.getOpaque(this);
    }

    /** Counts a use, exactly, whoever else does; one with {@link #MOST_USES} counts no more. */
    final void addUse() {
        if (uses() < MOST_USES) {
            USES.getAndAdd(this, 1);
        }
    }

    /** Takes over another entry's count. */
    final void usedAs(StampedEntry other) {
        USES.setOpaque(this, other.uses());
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(StampedEntry.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
