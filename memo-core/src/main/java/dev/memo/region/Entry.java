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
 * itself is the token that fences a load off from an invalidation. Where several loads were opened for one entry, a value that
 * one of them puts in the place of another's hands that token on ({@link #forLoads}); any other write does not.
 *
 * <p>There are many entries, so a field is worth its bytes: what only a load needs lies where a live entry has other
 * things, and what only some policies need lies in {@link StampedEntry}.
 *
 * <p>The key and {@link #spread} are final. {@code value} is written last and read first by lookups, which hold no lock.
 * Marks of use are written by hits without a lock, where the last writer wins. All else is guarded by the budget's lock.
 */
public abstract class Entry extends Node {
    private static final VarHandle VALUE = valueField();

    static final byte LOADING = 0;
    static final byte LIVE = 1;
    static final byte GONE = 2;

    /**
     * The hash codes of the key's parts, spread over all bits; the upper half is the hash. Equal keys have equal ones. A key that
     * is a single number is told from it, as different ones are spread to different ones.
     */
    public final long spread;

    /** The next entry of the bucket; lookups read it without a lock and check a miss again under it. */
    public @Nullable Entry next;

    volatile @Nullable Object value;

    long deadlineNanos;

    /** What it takes of the limits; while it is LOADING, how many loads there are. */
    int weight;

    byte state;

    /**
     * Whether the value is kept as bytes, has tags, or is an exception, or hits are told of: said here, so that a hit need not
     * look at the value itself.
     */
    boolean encoded;

    /** What its load took, as {@link LoadTime} has it. */
    byte cost;

    /** Where in the timer wheel it lies. */
    byte spoke;

    /** Whether its value lives for another time than its region says. It lies where a field would leave a gap. */
    boolean ownLife;

    /** Whether it is GONE because one of the other loads that it was opened for has put its value in its place. */
    boolean reloaded;

    @Nullable
    Entry dueAfter;

    /** The entry that is due before this one; while it is LOADING, the flight; once it is GONE, what took its place. */
    private @Nullable Object link;

    private static VarHandle valueField() {
        try {
            return MethodHandles.lookup().findVarHandle(Entry.class, "value", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Creates an entry that is not in any table yet.
     *
     * @param spread of the key, as {@link #spread} has it
     */
    protected Entry(long spread) {
        this.spread = spread;
    }

    @Override
    public final int hash() {
        return (int) (spread >>> Integer.SIZE);
    }

    /** Returns whether this entry's key equals that of a fresh one, whose parts are the caller's. Runs user code. */
    public abstract boolean sameKey(Entry fresh);

    /** Returns the key parts, primitives boxed. */
    public abstract @Nullable Object[] parts();

    /** Returns whether the parts are primitives and strings only, which need no copy and are weighed by {@link #plainBytes}. */
    public boolean isPlain() {
        return false;
    }

    /** Returns what the parts of a plain key take, as Memo's own codec encodes them. */
    public int plainBytes() {
        throw new IllegalStateException("only plain keys know their bytes");
    }

    /** Returns a fresh entry with this one's hash and other, equal parts. */
    public abstract Entry withParts(@Nullable Object[] parts);

    /** Returns the latest load under way, or null. */
    final @Nullable Flight flight() {
        return link instanceof Flight flight ? flight : null;
    }

    /**
     * Returns another's load that is under way, without the lock, or null if only that tells. Who finds the entry in the table
     * has come before it was invalidated, if it was, and so may have what is loaded.
     */
    final @Nullable Flight othersFlight() {
        Object seen = link;
        VarHandle.acquireFence(); // before it is looked into
        return seen instanceof Flight flight && !flight.landed() && !flight.isLedHere() ? flight : null;
    }

    /** Notes one more load. */
    final void open(Flight flight) {
        VarHandle.releaseFence(); // a caller may join it at once
        link = flight;
        weight++;
    }

    /** Returns whether it is LOADING, by more than one flight. */
    final boolean isLoadedSeveralTimes() {
        return state == LOADING && weight > 1;
    }

    /** Notes that a load has ended without a value; returns whether it was the last one. */
    final boolean abandon() {
        return --weight == 0;
    }

    /** Gives it a value, or takes it: seen by lookups at the latest when the lock is free. The caller holds it. */
    final void value(@Nullable Object to) {
        VALUE.setRelease(this, to);
    }

    /** Makes it live, with no load to wait for. */
    final void enter(Candidate c) {
        state = LIVE;
        weight = c.weight();
        encoded = c.stored() instanceof Isolated || c.stored() instanceof Tagged || c.stored() instanceof Thrown;
        link = link instanceof Flight ? null : link;
    }

    final @Nullable Entry dueBefore() {
        return (Entry) link;
    }

    final void dueBefore(@Nullable Entry to) {
        link = to;
    }

    /** Notes what took its place; it is GONE. */
    final void replacedBy(Entry fresh) {
        link = fresh;
    }

    /**
     * Returns where a load that was opened for this entry puts its value: here, or in the place of what others of its loads have
     * put here. If that is GONE, the load is fenced off. The caller holds the lock.
     */
    final Entry forLoads() {
        Entry e = this;
        while (e.reloaded && e.link instanceof Entry later) {
            e = later;
        }
        if (e != this) {
            link = e; // for a thousand loads not to go all the way
        }
        return e;
    }

    /** Returns itself; if a value was put in its place, the last entry that was. */
    final Entry last() {
        Entry e = this;
        while (e.state == GONE && e.link instanceof Entry later) {
            e = later;
        }
        return e;
    }
}
