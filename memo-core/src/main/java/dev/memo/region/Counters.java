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
    private static final long HIT_NANOS = 5;

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

    /** Returns a snapshot; a hit is reckoned to cost what copying its value costs, and a few nanoseconds. */
    Stats snapshot(Account account, long copyNanos) {
        return Stats.of(
                hits.sum() + storeHits.sum(),
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
                savedNanos(copyNanos),
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

    private long savedNanos(long copyNanos) {
        long load = loads.sum();
        long perLoad = load == 0 ? 0 : loadNanos.sum() / load;
        return Math.max(0, (hits.sum() + storeHits.sum()) * (perLoad - HIT_NANOS - copyNanos));
    }
}
