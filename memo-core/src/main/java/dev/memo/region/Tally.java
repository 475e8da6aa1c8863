// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Stats;

/** What has happened in one region since its start, or since somebody has reset that. Thread-safe. */
final class Tally {
    private final Region region;

    /** What was counted before the last reset. Guarded by the budget's lock. */
    private Stats before = Stats.of();

    private final SavedTime saved = new SavedTime();

    Tally(Region region) {
        this.region = region;
    }

    Stats since() {
        region.tier.budget.lock();
        try {
            return counted().since(before);
        } finally {
            region.tier.budget.unlock();
        }
    }

    void reset() {
        region.tier.budget.lock();
        try {
            saved.reset(counters());
            before = counted();
            region.ledger.account.peakEntries = region.ledger.account.entries;
        } finally {
            region.tier.budget.unlock();
        }
    }

    private Stats counted() {
        Counters counters = counters();
        return counters.snapshot(region.ledger.account, saved.upToNow(counters, region.values.copyNanos()));
    }

    private Counters counters() {
        return region.tier.statistics ? region.counters : new Counters();
    }
}
