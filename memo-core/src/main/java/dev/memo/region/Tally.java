// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Stats;

/** What has happened in one region since its start, or since somebody has reset that; does not hold it. Thread-safe. */
final class Tally {
    private final Counters counters;

    /** What was counted before the last reset. Guarded by the budget's lock. */
    private Stats before;

    private final SavedTime saved;

    Tally(Counters counters) {
        this(counters, Stats.of(), new SavedTime());
    }

    private Tally(Counters counters, Stats before, SavedTime saved) {
        this.counters = counters;
        this.before = before;
        this.saved = saved;
    }

    /**
     * Returns what was counted.
     *
     * @param copyNanos what copying a value out takes
     */
    Stats since(HeapTier tier, Account account, long copyNanos) {
        tier.budget.lock();
        try {
            return counted(tier, account, copyNanos).since(before);
        } finally {
            tier.budget.unlock();
        }
    }

    void reset(HeapTier tier, Account account, long copyNanos) {
        tier.budget.lock();
        try {
            saved.reset(counters(tier));
            before = counted(tier, account, copyNanos);
            account.peakEntries = account.entries;
        } finally {
            tier.budget.unlock();
        }
    }

    /** Returns one that has counted the same, and goes on by itself. */
    Tally copy(HeapTier tier) {
        tier.budget.lock();
        try {
            return new Tally(counters, before, saved.copy());
        } finally {
            tier.budget.unlock();
        }
    }

    private Stats counted(HeapTier tier, Account account, long copyNanos) {
        Counters counted = counters(tier);
        return counted.snapshot(account, saved.upToNow(counted, copyNanos));
    }

    private Counters counters(HeapTier tier) {
        return tier.statistics ? counters : new Counters();
    }
}
