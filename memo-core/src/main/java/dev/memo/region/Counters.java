// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Stats;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted for one region.
 *
 * <p>Thread-safe, but for the {@link Count}s, which the budget's lock guards.
 */
final class Counters {
    final HitCounter hits = new HitCounter();

    /** Of those who waited for another's load; those who opened a flight of their own are in {@link #opened}. */
    final LongAdder misses = new LongAdder();

    final Count opened = new Count();

    /** Of those who opened a flight; their value came from the store. */
    final Count storeHits = new Count();

    /** Of those who opened a flight; the store was asked, and had nothing to serve. */
    final LongAdder storeMisses = new LongAdder();

    final Count storeWrites = new Count();
    final LongAdder storeDiscards = new LongAdder();

    final Count loads = new Count();
    final Count loadFailures = new Count();
    final Count loadNanos = new Count();
    final LongAdder waits = new LongAdder();
    final LongAdder waitNanos = new LongAdder();
    final Count puts = new Count();
    final Count evictions = new Count();
    final Count expirations = new Count();
    final Count invalidations = new Count();
    final Count rejections = new Count();
    final LongAdder codecFailures = new LongAdder();
    final LongAdder bypasses = new LongAdder();
    final LongAdder staleServes = new LongAdder();
    final Count refreshes = new Count();
    final Count refreshFailures = new Count();
    final LongAdder refreshDrops = new LongAdder();

    /** The bypasses that the governor decided. */
    final HitCounter governed = new HitCounter();

    /** Counts a load that has ended, well or not. */
    void loaded(long nanos) {
        loads.increment();
        loadNanos.add(nanos);
    }

    /** Returns how many lookups a kept result has answered, in the heap or in a store. */
    long allHits() {
        return hits.sum() + storeHits.sum();
    }

    /** Returns a snapshot, with the time that hits have saved. */
    Stats snapshot(Account account, long savedNanos) {
        return Stats.of(
                allHits(),
                misses.sum() + opened.sum() - storeHits.sum(),
                loads.sum(),
                loadFailures.sum(),
                loadNanos.sum(),
                waits.sum(),
                waitNanos.sum(),
                puts.sum(),
                evictions.sum(),
                expirations.sum(),
                invalidations.sum(),
                rejections.sum(),
                codecFailures.sum(),
                bypasses.sum() + governed.sum(),
                account.entries,
                account.bytes,
                savedNanos,
                account.peakEntries,
                staleServes.sum(),
                refreshes.sum(),
                refreshFailures.sum(),
                refreshDrops.sum(),
                storeHits.sum(),
                storeMisses.sum(),
                storeWrites.sum(),
                storeDiscards.sum());
    }
}
