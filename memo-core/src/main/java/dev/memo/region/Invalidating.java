// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.RemovalCause;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The invalidations of one region, which drop values and fence off loads under way.
 *
 * <p>With a store each is told there before the heap forgets and once more after, and then the heap forgets once more. A
 * load that began before may land after the store was told first and before its entry is dropped, so the store has its
 * value for a moment, and who misses in that moment takes it from there. What is read after the store was told again
 * is newer; what was read before has an entry by then, with the value or still LOADING, which is dropped. A load that
 * began in that moment is fenced off too, which is only slow. Thread-safe.
 */
final class Invalidating {
    private final Region region;
    private final Budget budget;
    private final Sweep sweep;

    Invalidating(Region region, Sweep sweep) {
        this.region = region;
        this.budget = region.tier.budget;
        this.sweep = sweep;
    }

    /** See {@link Region#invalidate}. */
    boolean invalidate(Entry fresh) {
        Pending pending = region.tier.transactions.join();
        boolean deferred = pending != null && pending.defer(region, fresh);
        return deferred ? region.ledger.table.find(fresh) != null : invalidateNow(fresh);
    }

    /** Drops the entry with the fresh one's key, or fences off its load; returns whether there was one. */
    boolean invalidateNow(Entry fresh) {
        region.events.invalidates("one result");
        Beside.forget(region, fresh);
        boolean dropped = dropped(fresh);
        region.ledger.changed(fresh.hash());
        long number = Beside.forgetAgain(region, fresh);
        boolean promoted = region.store != null && dropped(fresh);
        Beside.settle(region, number);
        return dropped || promoted;
    }

    private boolean dropped(Entry fresh) {
        StackHeadroom.toLand();
        budget.lock(); // a load opened before is found below, one opened later sees what the caller has written
        budget.unlock();
        Entry e = region.ledger.table.find(fresh);
        return e != null && drop(List.of(e)) > 0;
    }

    /** See {@link Region#invalidateIf}. */
    int invalidateIf(Predicate<Entry> condition) {
        Pending pending = region.tier.transactions.join();
        if (pending != null) {
            int there = chosen(condition).size();
            if (pending.defer(region, this::invalidateAllNow)) {
                return there;
            }
        }
        region.events.invalidates("some results");
        Beside.forgetAll(region); // nobody knows for which keys that are there only the condition holds
        int dropped = drop(chosen(condition));
        region.ledger.allChanged(); // of keys that have left, nobody knows whether the condition holds for them
        long number = Beside.forgetAllAgain(region);
        int promoted = region.store == null ? 0 : drop(chosen(condition));
        Beside.settle(region, number);
        return dropped + promoted;
    }

    /** Runs the condition, with no lock held. */
    private List<Entry> chosen(Predicate<Entry> condition) {
        StackHeadroom.toLand();
        List<Entry> chosen = new ArrayList<>();
        sweep.visit(e -> {
            if (condition.test(e)) {
                chosen.add(e);
            }
        });
        return chosen;
    }

    /** See {@link Region#invalidateAll}. */
    void invalidateAll() {
        Pending pending = region.tier.transactions.join();
        if (pending == null || !pending.defer(region, this::invalidateAllNow)) {
            invalidateAllNow();
        }
    }

    /** Drops all entries and fences off all loads. */
    void invalidateAllNow() {
        region.events.invalidates("all results");
        Beside.forgetAll(region);
        dropAll();
        region.ledger.allChanged();
        long number = Beside.forgetAllAgain(region);
        if (region.store != null) {
            dropAll();
        }
        Beside.settle(region, number);
    }

    private void dropAll() {
        StackHeadroom.toLand();
        region.counters.invalidations.add(sweep.remove(e -> e.state != Entry.GONE, RemovalCause.INVALIDATED));
    }

    private int drop(List<Entry> gone) {
        int dropped = 0;
        StackHeadroom.toLand();
        budget.lock();
        try {
            for (Entry e : gone) {
                dropped += region.remove(e, RemovalCause.INVALIDATED) ? 1 : 0;
            }
            region.counters.invalidations.add(dropped);
        } finally {
            budget.unlock();
        }
        return dropped;
    }
}
