// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.RemovalCause;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The soft invalidations of one region: its values are stale from now on, so that they are served while one caller loads
 * them anew, as far as {@code keep} allows.
 *
 * <p>What cannot be served stale is dropped: all of a region without {@code keep}, exceptions, loads under way for keys
 * without a value. A load that was to renew a value has read what was there before, so it is fenced off, and the next
 * caller begins another. A store forgets what is stale, as {@link Invalidating} says, and after a restart it is loaded.
 * Thread-safe.
 */
public final class Outdating {
    private final Region region;
    private final Budget budget;
    private final boolean keeps;

    Outdating(Region region) {
        this.region = region;
        this.budget = region.tier.budget;
        this.keeps = region.settings.freshness().keepNanos() > 0;
    }

    /**
     * Makes the value under the fresh entry's key stale, or drops it; in a transaction, when that commits.
     *
     * @return whether there was one, or a load under way
     */
    public boolean outdate(Entry fresh) {
        Pending pending = region.tier.transactions.join();
        boolean deferred = pending != null && pending.deferSoftly(region, fresh);
        return deferred ? region.ledger.table.find(fresh) != null : outdateNow(fresh);
    }

    /** Makes all values stale, or drops them; in a transaction, when that commits. */
    public void outdateAll() {
        Pending pending = region.tier.transactions.join();
        if (pending == null || !pending.defer(region, this::outdateAllNow)) {
            outdateAllNow();
        }
    }

    /**
     * Makes the values stale that the condition, which may run user code, holds for, or drops them; in a transaction, all
     * that there are, when that commits.
     *
     * @return how many; 0 where it is to come
     */
    public int outdateIf(Predicate<Entry> condition) {
        if (!keeps) {
            return region.invalidateIf(condition);
        }
        Pending pending = region.tier.transactions.join();
        boolean deferred = pending != null && pending.defer(region, this::outdateAllNow);
        if (!deferred) {
            region.events.invalidates("some results, softly");
        }
        return deferred ? 0 : outdateNow(condition);
    }

    /** Makes the value under the fresh entry's key stale, or drops it; returns whether there was one, or a load. */
    boolean outdateNow(Entry fresh) {
        if (!keeps) {
            return region.invalidating.invalidateNow(fresh);
        }
        region.events.invalidates("one result, softly");
        Beside.forget(region, fresh);
        StackHeadroom.toLand();
        budget.lock(); // a load opened before is found below, one opened later sees what the caller has written
        budget.unlock();
        Entry e = region.ledger.table.find(fresh);
        boolean found = e != null && outdated(e);
        region.ledger.changed(fresh.hash());
        long number = Beside.forgetAgain(region, fresh);
        Entry promoted = region.store == null ? null : region.ledger.table.find(fresh);
        found |= promoted != null && outdatedAgain(promoted);
        Beside.settle(region, number);
        return found;
    }

    /** Makes all values stale, or drops them. */
    void outdateAllNow() {
        if (keeps) {
            region.events.invalidates("all results, softly");
            int unused = outdateNow((Entry e) -> true);
        } else {
            region.invalidating.invalidateAllNow();
        }
    }

    private int outdateNow(Predicate<Entry> condition) {
        StackHeadroom.toLand();
        AtomicInteger found = new AtomicInteger();
        Beside.forgetAll(region);
        Sweep sweep = new Sweep(region.ledger, budget);
        sweep.visit(e -> found.addAndGet(condition.test(e) && outdated(e) ? 1 : 0));
        region.ledger.allChanged();
        long number = Beside.forgetAllAgain(region);
        if (region.store != null) {
            sweep.visit(e -> found.addAndGet(condition.test(e) && outdatedAgain(e) ? 1 : 0));
        }
        Beside.settle(region, number);
        return found.get();
    }

    /**
     * Does what has come from the store in between, as {@link Invalidating} says, or is about to; what is stale already is
     * left alone.
     */
    private boolean outdatedAgain(Entry found) {
        Entry e = found.last();
        Phases phases = StampedEntry.of(e).phases;
        boolean stale = e.state == Entry.LIVE && phases != null && phases.isStale(region.tier.clock.exact());
        return (!stale || Renewal.flightOf(e) != null) && outdated(e);
    }

    /** Makes a value stale whose tags were softly invalidated, if nobody has done so yet. */
    void outdateByTags(Entry e) {
        if (Tagged.isToBeOutdated(e.value)) {
            outdatedAlways(e);
        }
    }

    private void outdatedAlways(Entry e) {
        boolean unused = outdated(e);
    }

    private boolean outdated(Entry found) {
        Flight renewing = Renewal.flightOf(found);
        StackHeadroom.toLand();
        boolean unused = renewing != null && region.flights.takeBarrier(renewing);
        budget.lock();
        try {
            Entry e = found.last();
            Object stored = e.value;
            if (e.state == Entry.GONE) {
                return false;
            }
            region.counters.invalidations.increment();
            if (e.state != Entry.LIVE || stored == null || stored instanceof Thrown) {
                budget.remove(region.ledger, e, RemovalCause.INVALIDATED);
                return true;
            }
            outdate(e, stored);
            return true;
        } finally {
            budget.unlock();
        }
    }

    /** The value is written once more, so that whoever reads it from now on sees what else was written before. */
    private void outdate(Entry e, Object stored) {
        Phases phases = Phases.of(e);
        long now = region.tier.clock.exact();
        phases.renewal = null;
        long stale = phases.isStale(now) ? phases.staleNanos : Aging.at(now);
        StampedEntry.of(e).phases = new Phases(phases.writtenNanos, stale, phases.endNanos);
        Renewals.attendAt(e, stale);
        Tagged.outdated(stored);
        e.value(stored);
    }
}
