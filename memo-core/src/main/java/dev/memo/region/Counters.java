// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Stats;
import java.util.concurrent.atomic.LongAdder;

/** What is counted for one region. Thread-safe. */
final class Counters {
    private static final long HIT_NANOS = 5;

    final HitCounter hits = new HitCounter();
    final LongAdder misses = new LongAdder();
    final LongAdder loads = new LongAdder();
    final LongAdder loadFailures = new LongAdder();
    final LongAdder loadNanos = new LongAdder();
    final LongAdder waits = new LongAdder();
    final LongAdder waitNanos = new LongAdder();
    final LongAdder puts = new LongAdder();
    final LongAdder evictions = new LongAdder();
    final LongAdder expirations = new LongAdder();
    final LongAdder invalidations = new LongAdder();
    final LongAdder rejections = new LongAdder();
    final LongAdder codecFailures = new LongAdder();
    final LongAdder bypasses = new LongAdder();

    /** Returns a snapshot; a hit is reckoned to cost what copying its value costs, and a few nanoseconds. */
    Stats snapshot(long entries, long bytes, long copyNanos) {
        long hit = hits.sum();
        long load = loads.sum();
        long perLoad = load == 0 ? 0 : loadNanos.sum() / load;
        long saved = Math.max(0, hit * (perLoad - HIT_NANOS - copyNanos));
        return Stats.of(
                hit,
                misses.sum(),
                load,
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
                bypasses.sum(),
                entries,
                bytes,
                saved);
    }
}
