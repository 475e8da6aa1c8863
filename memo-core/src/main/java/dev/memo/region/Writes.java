// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.Written.Outcome;
import dev.memo.spi.RemovalCause;
import java.util.List;
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
    private final @Nullable StoredWrites stored;
    private volatile boolean closed;

    /** Creates the writes of a region. */
    public Writes(Region region) {
        this.region = region;
        this.ledger = region.ledger;
        this.table = ledger.table;
        this.budget = region.tier.budget;
        this.sweep = new Sweep(ledger, budget);
        this.stored = StoredWrites.of(region);
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

    /** As {@link #candidate}, and for the region's store too, if there is one. Runs user code, may wait, takes no lock. */
    public Draft draft(Entry kept, @Nullable Object value, long ttlNanos) {
        Candidate c = candidate(kept, value, ttlNanos);
        return new Draft(c, stored == null ? null : stored.prepare(kept, value));
    }

    /** Returns whether the draft takes more of the limits than one may, so that {@link #store} would refuse it. */
    public boolean tooLarge(Draft draft) {
        Candidate c = draft.candidate();
        return !onlyStored(draft) && (c.isTooHeavy() || budget.tooLarge(ledger, c.weight()));
    }

    /** Returns how many bytes one entry may take. */
    public long maxEntryBytes() {
        return Math.min(budget.maxEntryBytes(ledger), Candidate.TOO_HEAVY - 1);
    }

    /** Counts a value that is not kept as it takes too much. */
    public void rejected() {
        region.counters.rejections.increment();
        region.events.tooLarge();
    }

    /** Keeps the candidate in the place of what is under its key, if the condition holds. */
    public Written store(Candidate c, Condition condition) {
        return store(new Draft(c, null), condition);
    }

    /** Keeps the draft in the place of what is under its key, in heap and store, if the condition holds for what is there. */
    public Written store(Draft draft, Condition condition) {
        region.tier.shelf.invalidates();
        return kept(draft, condition);
    }

    /** As {@link #store}, of what was kept before the process began. */
    public Written restore(Candidate c, Condition condition) {
        return kept(new Draft(c, null), condition);
    }

    private Written kept(Draft draft, Condition condition) {
        Entry key = draft.candidate().entry();
        Step step = (old, guard) -> store(draft, condition, old, guard);
        boolean heapOnly = draft.shelf() == null || condition == Condition.ALWAYS;
        for (; ; ) {
            Written written = heapOnly ? at(key, null, step) : guarded(key, step);
            if (written != null) {
                return written;
            }
        }
    }

    /** Looks in the store before, where the heap has nothing to serve. */
    private @Nullable Written guarded(Entry key, Step step) {
        if (stored == null || region.reads.live(key) != null) {
            return at(key, null, step);
        }
        try (StoredGuard guard = stored.guard(key)) {
            return at(key, guard, step);
        }
    }

    /** Does something about what is under a key, with the lock held; returns null to look again. */
    private @Nullable Written at(Entry key, @Nullable StoredGuard guard, Step step) {
        HeapTable.Spot spot = table.spot(key.hash());
        Entry old = spot.search(key);
        StackHeadroom.toLand();
        budget.lock();
        try {
            boolean current = old != null ? old.state != Entry.GONE : table.unchanged(key.hash(), spot);
            if (!current || (guard != null && guard.entry != old)) {
                return null;
            }
            return closed ? Written.CLOSED : step.take(old, guard);
        } finally {
            budget.unlock();
        }
    }

    /**
     * Has the store take all drafts in one step and as of one time, before they are kept one by one by {@link #store}.
     */
    public void announce(List<Draft> drafts) {
        if (stored != null && !closed) {
            stored.putAll(drafts);
        }
    }

    /** Returns whether there may be values that only a store has. */
    public boolean hasStore() {
        return stored != null;
    }

    /** Waits until the store has the draft, where it is written through; returns false if it does not have it. */
    public boolean settled(Draft draft) {
        return stored == null || stored.settled(draft.shelf());
    }

    /**
     * Removes what is under the key, in heap and store, if the condition holds, and fences off a load if it does whatever
     * there is.
     *
     * @return {@code DONE} if there was a value
     */
    public Written remove(Entry fresh, Condition condition) {
        region.tier.shelf.invalidates();
        RegionStore.Shelf shelf = stored == null ? null : stored.place(fresh);
        Step step = (old, guard) -> remove(condition, old, guard, shelf);
        for (; ; ) {
            Written written = shelf == null ? at(fresh, null, step) : guarded(fresh, step);
            if (written != null) {
                ledger.changed(fresh.hash()); // it may have left before
                boolean open = shelf != null && stored != null && !stored.settled(shelf.number);
                return open ? Written.UNSETTLED : written;
            }
        }
    }

    /**
     * Makes the value under the key stale, or removes it where none is served stale, and where it is in the store only; returns
     * whether there was one.
     */
    public boolean outdate(Entry fresh) {
        if (closed) {
            return false;
        }
        boolean onlyStored = stored != null && region.reads.live(fresh) == null && stored.look(fresh) != null;
        return region.outdating.outdateNow(fresh) || onlyStored;
    }

    /** Makes all values stale, or removes them where none is served stale. */
    public void outdateAll() {
        region.outdating.outdateAllNow();
    }

    /**
     * Removes all entries and fences off all loads, in small steps; what comes in meanwhile may stay. Where the store is
     * written through, waits until that has forgotten them.
     *
     * @return false if the store has not forgotten them yet
     */
    public boolean clear() {
        region.events.invalidates("all results");
        region.tier.shelf.invalidates();
        if (stored == null) {
            removeAll(RemovalCause.CLEARED);
            return true;
        }
        long unused = stored.forgetAll();
        removeAll(RemovalCause.CLEARED);
        long number = stored.forgetAll();
        removeAll(RemovalCause.CLEARED); // what it had in between may have been promoted
        return stored.settled(number);
    }

    private void removeAll(RemovalCause cause) {
        StackHeadroom.toLand();
        region.counters.invalidations.add(sweep.remove(e -> e.state != Entry.GONE, cause));
        ledger.allChanged();
    }

    /** Removes what has ended, in small steps. */
    public void cleanUp() {
        StackHeadroom.toLand();
        region.tagging.cleanUp(sweep, region.counters);
        int dropped = sweep.remove(e -> e.state == Entry.LIVE && ledger.expired(e), RemovalCause.EXPIRED);
        region.counters.expirations.add(dropped);
    }

    /** Refuses all later writes, and removes all entries; once more if it is closed already. The store is left as it is. */
    public void close() {
        StackHeadroom.toLand();
        budget.lock();
        try {
            closed = true;
            if (stored != null) {
                stored.close();
            }
        } finally {
            budget.unlock();
        }
        removeAll(RemovalCause.CLOSED);
    }

    /** Returns whether it was closed. */
    public boolean closed() {
        return closed;
    }

    /** Returns null if the store has to be asked first. The caller holds the lock; the old entry is in the table. */
    private @Nullable Written store(
            Draft draft, Condition condition, @Nullable Entry old, @Nullable StoredGuard guard) {
        Entry live = old == null ? null : live(old);
        boolean unasked = live == null && guard == null && draft.shelf() != null;
        if (unasked && condition != Condition.ALWAYS) {
            return null;
        }
        Object before = live == null ? null : live.value;
        if (!condition.allows(live == null && guard != null ? guard.found : live)) {
            return new Written(Outcome.REFUSED, before);
        }
        Candidate c = draft.candidate();
        Entry replaced = old == null || old.state == Entry.GONE ? null : old;
        boolean tooLarge = tooLarge(draft);
        if (tooLarge || c.ended()) {
            drop(replaced);
            forget(draft.shelf());
            if (tooLarge) {
                rejected();
            }
            return new Written(tooLarge ? Outcome.TOO_LARGE : Outcome.DONE, before);
        }
        keep(draft, c.born(born(draft)), replaced);
        region.counters.puts.increment();
        region.events.put();
        return new Written(Outcome.DONE, before);
    }

    /** A store has to know when a value was put, though it may never end; what was announced has one time for all. */
    private long born(Draft draft) {
        RegionStore.Shelf shelf = draft.shelf();
        if (shelf == null) {
            return ledger.born(draft.candidate());
        }
        return shelf.change == null ? region.tier.clock.exact() : shelf.bornNanos;
    }

    /** Puts a value where it belongs: heap, store, or both. The caller holds the lock. */
    private void keep(Draft draft, Candidate c, @Nullable Entry replaced) {
        RegionStore.Shelf shelf = draft.shelf();
        if (stored != null && shelf != null) {
            stored.put(shelf, c);
        }
        if (onlyStored(draft)) {
            drop(replaced);
        } else {
            ledger.link(c.entry());
            budget.replace(ledger, replaced, c);
            if (stored != null && shelf != null && c.entry().state == Entry.LIVE) {
                stored.published(shelf, c.entry());
            }
        }
        ledger.changed(c.entry().hash());
    }

    private void forget(RegionStore.@Nullable Shelf shelf) {
        if (stored != null && shelf != null) {
            stored.forget(shelf);
        }
    }

    private boolean onlyStored(Draft draft) {
        return stored != null && draft.shelf() != null && stored.onlyStored(draft.candidate());
    }

    /** Returns null if the store has to be asked first. The caller holds the lock; the old entry is in the table. */
    private @Nullable Written remove(
            Condition condition, @Nullable Entry old, @Nullable StoredGuard guard, RegionStore.@Nullable Shelf shelf) {
        Entry live = old == null ? null : live(old);
        if (live == null && guard == null && shelf != null) {
            return null;
        }
        Object before = live == null ? null : live.value;
        Object there = live == null && guard != null ? guard.found : live;
        if (!condition.allows(there)) {
            return new Written(Outcome.REFUSED, before);
        }
        region.events.invalidates("one result");
        forget(shelf);
        boolean counts = guard == null ? old != null && old.state != Entry.GONE : guard.foundAny();
        if (old != null && old.state != Entry.GONE) {
            budget.remove(ledger, old, RemovalCause.INVALIDATED);
        }
        region.counters.invalidations.add(counts ? 1 : 0);
        return new Written(there != null ? Outcome.DONE : Outcome.REFUSED, before);
    }

    private void drop(@Nullable Entry replaced) {
        if (replaced != null) {
            budget.remove(ledger, replaced, RemovalCause.REPLACED);
            ledger.changed(replaced.hash());
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

    /** What is done about a key. */
    @FunctionalInterface
    private interface Step {
        /** Returns null to look again. Runs with the lock held, and no code of the user's. */
        @Nullable
        Written take(@Nullable Entry old, @Nullable StoredGuard guard);
    }
}
