// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.Written.Outcome;
import dev.memo.spi.RemovalCause;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one region that are not loads: conditional store and removal, clearing, closing.
 *
 * <p>A store never changes an entry but puts another one in its place, so that whoever holds the old one has the old
 * value with the old deadline, and whoever expects it can say so ({@link Condition#same}). Keys are compared first, the
 * lock is taken after, and if the bucket has changed since, all is done again: no user code runs under the lock. A load
 * of the same key that is under way is fenced off, as its entry is GONE.
 *
 * <p>Thread-safe.
 */
public final class Writes {
    private final Region region;
    private final Ledger ledger;
    private final HeapTable table;
    private final Budget budget;
    private final Sweep sweep;
    private volatile boolean closed;

    /** Creates the writes of a region. */
    public Writes(Region region) {
        this.region = region;
        this.ledger = region.ledger;
        this.table = ledger.table;
        this.budget = region.tier.budget;
        this.sweep = new Sweep(ledger, budget);
    }

    /**
     * Encodes and weighs a value. Runs user code, takes no lock.
     *
     * @param kept a key that may be kept
     * @param ttlNanos how long it lives; 0 for what the region or its appraiser says, less if it has ended already
     * @throws dev.memo.spi.CodecException if the value cannot be kept
     */
    public Candidate candidate(Entry kept, @Nullable Object value, long ttlNanos) {
        long stamp = region.tagging.now();
        Object stored = region.values.keepStrictly(value);
        return region.appraisal.tagged(region.appraisal.of(kept, stored, value, ttlNanos), value, stamp);
    }

    /** Returns whether the candidate takes more of the limits than one may, so that {@link #store} would refuse it. */
    public boolean tooLarge(Candidate c) {
        return budget.tooLarge(ledger, c.weight());
    }

    /** Returns how many bytes one entry may take. */
    public long maxEntryBytes() {
        return budget.maxEntryBytes(ledger);
    }

    /** Counts a value that is not kept as it takes too much. */
    public void rejected() {
        region.counters.rejections.increment();
    }

    /** Keeps the candidate in the place of what is under its key, if the condition holds. */
    public Written store(Candidate c, Condition condition) {
        region.tier.shelf.invalidates();
        return restore(c, condition);
    }

    /** As {@link #store}, of what was kept before the process began. */
    public Written restore(Candidate c, Condition condition) {
        for (; ; ) {
            HeapTable.Spot spot = table.spot(c.entry().hash);
            Entry old = spot.search(c.entry());
            budget.lock();
            try {
                boolean current = old != null ? old.state != Entry.GONE : table.unchanged(c.entry().hash, spot);
                if (current) {
                    return closed ? Written.CLOSED : store(c, condition, old);
                }
            } finally {
                budget.unlock();
            }
        }
    }

    /** Removes what is under the key, if the condition holds, and fences off a load if it does whatever there is. */
    public Written remove(Entry fresh, Condition condition) {
        region.tier.shelf.invalidates();
        barrier();
        for (; ; ) {
            Entry old = table.find(fresh);
            if (old == null) {
                ledger.changed(fresh.hash); // it may have left before
                return closed ? Written.CLOSED : new Written(Outcome.REFUSED, null);
            }
            budget.lock();
            try {
                if (old.state != Entry.GONE) {
                    return closed ? Written.CLOSED : remove(condition, old);
                }
            } finally {
                budget.unlock();
            }
        }
    }

    /** Makes the value under the key stale, or removes it where none is served stale; returns whether there was one. */
    public boolean outdate(Entry fresh) {
        return !closed && region.outdating.outdateNow(fresh);
    }

    /** Makes all values stale, or removes them where none is served stale. */
    public void outdateAll() {
        region.outdating.outdateAllNow();
    }

    /**
     * Removes all entries and fences off all loads, in small steps; what comes in meanwhile may stay.
     *
     * @return how many there were
     */
    public int clear(RemovalCause cause) {
        if (cause != RemovalCause.CLOSED) {
            region.tier.shelf.invalidates();
        }
        int dropped = sweep.remove(e -> e.state != Entry.GONE, cause);
        region.counters.invalidations.add(dropped);
        ledger.allChanged();
        return dropped;
    }

    /** Removes what has ended, in small steps. */
    public void cleanUp() {
        region.tagging.cleanUp(sweep, region.counters);
        int dropped = sweep.remove(e -> e.state == Entry.LIVE && ledger.expired(e), RemovalCause.EXPIRED);
        region.counters.expirations.add(dropped);
    }

    /** Refuses all later writes, and removes all entries. */
    public void close() {
        budget.lock();
        try {
            closed = true;
        } finally {
            budget.unlock();
        }
        clear(RemovalCause.CLOSED);
    }

    /** Returns whether it was closed. */
    public boolean closed() {
        return closed;
    }

    /** The caller holds the lock; the old entry, if there is one, is in the table. */
    private Written store(Candidate c, Condition condition, @Nullable Entry old) {
        Entry live = old == null ? null : live(old);
        Object before = live == null ? null : live.value;
        if (!condition.allows(live)) {
            return new Written(Outcome.REFUSED, before);
        }
        Entry replaced = old == null || old.state == Entry.GONE ? null : old;
        if (budget.tooLarge(ledger, c.weight())) {
            drop(replaced);
            rejected();
            return new Written(Outcome.TOO_LARGE, before);
        }
        if (c.ended()) {
            drop(replaced);
            return new Written(Outcome.DONE, before);
        }
        link(c.entry());
        budget.replace(ledger, replaced, c.born(ledger.born(c)));
        ledger.changed(c.entry().hash);
        region.counters.puts.increment();
        return new Written(Outcome.DONE, before);
    }

    /** The caller holds the lock; the entry is in the table. */
    private Written remove(Condition condition, Entry old) {
        Entry live = live(old);
        Object before = live == null ? null : live.value;
        if (condition.allows(live) && old.state != Entry.GONE) {
            budget.remove(ledger, old, RemovalCause.INVALIDATED);
            ledger.changed(old.hash);
            region.counters.invalidations.increment();
        }
        return new Written(live != null && live.state == Entry.GONE ? Outcome.DONE : Outcome.REFUSED, before);
    }

    private void drop(@Nullable Entry replaced) {
        if (replaced != null) {
            budget.remove(ledger, replaced, RemovalCause.REPLACED);
            ledger.changed(replaced.hash);
        }
    }

    /** Returns the entry if it is fresh, else null; removes it if it has ended. */
    private @Nullable Entry live(Entry e) {
        if (e.state != Entry.LIVE) {
            return null;
        }
        if (ledger.expired(e)) {
            budget.expire(ledger, e);
            return null;
        }
        if (e.value instanceof Thrown || ledger.outdated(e)) {
            return null;
        }
        return e;
    }

    /** A table that has no memory to grow has linked the entry all the same. */
    private void link(Entry fresh) {
        try {
            table.link(fresh, table.spot(fresh.hash));
        } catch (OutOfMemoryError e) {
            table.unlink(fresh);
            throw e;
        }
    }

    /** A load opened before is found in the table; one opened later sees what the caller has written. */
    private void barrier() {
        budget.lock();
        budget.unlock();
    }
}
