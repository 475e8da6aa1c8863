// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * The time that the hits of one region have saved. It is reckoned from one look to the next, by the mean load time in
 * between, so that it only grows, and what two looks differ by is what was saved between them.
 *
 * <p>Guarded by the budget's lock.
 */
final class SavedTime {
    private static final long HIT_NANOS = 5;

    private long nanos;

    /** What was counted at the last look. */
    private long hits;

    private long loads;
    private long loadNanos;

    /**
     * Returns what was saved so far, {@code Long.MAX_VALUE} at most. Where there was no load since the last look, the mean of
     * all before counts; where there never was one, hits wait for the first.
     *
     * @param copyNanos what copying a value out takes; a hit is reckoned to cost that, and a few nanoseconds
     */
    long upToNow(Counters counters, long copyNanos) {
        if (counters.loads.sum() > 0) {
            long allHits = counters.allHits(); // which go on meanwhile
            long gain = Math.max(0, meanNanos(counters) - HIT_NANOS - copyNanos);
            nanos = sum(nanos, product(Math.max(0, allHits - hits), gain));
            remember(counters, allHits);
        }
        return nanos;
    }

    /** Starts at zero again. */
    void reset(Counters counters) {
        nanos = 0;
        remember(counters, counters.allHits());
    }

    /** Returns one that has reckoned the same, and goes on by itself. */
    SavedTime copy() {
        SavedTime copy = new SavedTime();
        copy.nanos = nanos;
        copy.hits = hits;
        copy.loads = loads;
        copy.loadNanos = loadNanos;
        return copy;
    }

    private long meanNanos(Counters counters) {
        long newest = counters.loads.sum() - loads;
        return newest > 0
                ? (counters.loadNanos.sum() - loadNanos) / newest
                : counters.loadNanos.sum() / counters.loads.sum();
    }

    private void remember(Counters counters, long allHits) {
        hits = allHits;
        loads = counters.loads.sum();
        loadNanos = counters.loadNanos.sum();
    }

    private static long product(long a, long b) {
        long low = a * b;
        return Math.multiplyHigh(a, b) != 0 || low < 0 ? Long.MAX_VALUE : low;
    }

    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
