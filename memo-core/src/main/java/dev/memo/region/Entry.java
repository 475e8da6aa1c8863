// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One key of a region and what is kept under it; the key parts are the fields of a generated subclass.
 *
 * <p>An entry is linked into the table as LOADING, by the caller that will load it. It becomes LIVE when that load is
 * published, and GONE when it is unlinked, for good: nothing can publish into an entry that is GONE, so the entry
 * itself is the token that fences a load off from an invalidation.
 *
 * <p>The key and {@link #hash} are final. {@code value} is written last and read first by lookups, which hold no lock.
 * {@code stamp} and {@code readNanos} are written by hits without a lock, where the last writer wins. All else is
 * guarded by the budget's lock.
 */
public abstract class Entry {
    static final byte LOADING = 0;
    static final byte LIVE = 1;
    static final byte GONE = 2;

    private static final VarHandle STAMP = handle("stamp");
    private static final VarHandle READ = handle("readNanos");

    /** The key's hash code, spread. */
    public final int hash;

    /** The next entry of the bucket; lookups read it without a lock and check a miss again under it. */
    public @Nullable Entry next;

    volatile @Nullable Object value;

    @SuppressWarnings("UnusedVariable") // read and written through its handle
    private long stamp;

    @SuppressWarnings("UnusedVariable") // read and written through its handle
    private long readNanos;

    long deadlineNanos;
    byte state;
    byte rank;
    int weight;
    int loaders;

    @Nullable
    Flight flight;

    @Nullable
    Entry older;

    @Nullable
    Entry newer;

    @Nullable
    Entry writtenBefore;

    @Nullable
    Entry writtenAfter;

    /** Creates an entry that is not in any table yet. */
    protected Entry(int hash) {
        this.hash = hash;
    }

    /** Returns whether this entry's key equals that of a fresh one, whose parts are the caller's. Runs user code. */
    public abstract boolean sameKey(Entry fresh);

    /** Returns the key parts, primitives boxed. */
    public abstract @Nullable Object[] parts();

    /** Returns a fresh entry with this one's hash and other, equal parts. */
    public abstract Entry withParts(@Nullable Object[] parts);

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

    private static VarHandle handle(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(Entry.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
