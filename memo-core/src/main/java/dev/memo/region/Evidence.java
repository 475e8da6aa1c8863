// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * What has happened to one method in a stretch of time, as far as it says whether remembering pays. Immutable.
 *
 * @param calls those that Memo answered or let through to load, and those that it could not serve
 * @param hits calls that got a kept result
 * @param shared calls that got the result of another caller's load
 * @param loads runs of the original on behalf of Memo
 * @param failures loads that ended with an exception
 * @param loadNanos the time that loads took
 * @param gone results dropped for a limit or at the end of their life
 */
record Evidence(long calls, long hits, long shared, long loads, long failures, long loadNanos, long gone) {
    /** A hit without its copy: hash, bucket, compare. Measured as 5 to 20 where caches are warm, more where not. */
    private static final long LOOKUP_NANOS = 20;

    /** Less than any miss costs beside its load: an entry, a flight, two times the lock, the weighing. */
    private static final long MISS_NANOS = 300;

    private static final int FEW_LOADS = 256;

    /** What the evidence says. Immutable. */
    enum Verdict {
        /** It pays, or nobody can tell. */
        KEEP,
        /** A hit costs as much as the body. */
        CHEAP_BODY,
        /** Nobody asks again. */
        NO_HITS
    }

    /**
     * What Memo's own steps take. Immutable.
     *
     * @param copyNanos copying a value out, at the least; 0 where values are shared
     * @param clockNanos reading the clock, which measured times include
     */
    record Costs(long copyNanos, long clockNanos) {
        /** Returns what a hit costs. */
        long hit() {
            return LOOKUP_NANOS + Math.max(0, copyNanos - clockNanos);
        }
    }

    /** Returns all that was counted so far. The caller holds the budget's lock. */
    static Evidence of(Counters counters) {
        long inHeap = counters.hits.sum();
        return new Evidence(
                inHeap + counters.misses.sum() + counters.opened.sum() + counters.bypasses.sum(),
                inHeap + counters.storeHits.sum(),
                counters.waits.sum(),
                counters.loads.sum(),
                counters.loadFailures.sum(),
                counters.loadNanos.sum(),
                counters.evictions.sum() + counters.expirations.sum());
    }

    /** Returns what has come since. */
    Evidence since(Evidence start) {
        return new Evidence(
                calls - start.calls,
                hits - start.hits,
                shared - start.shared,
                loads - start.loads,
                failures - start.failures,
                loadNanos - start.loadNanos,
                gone - start.gone);
    }

    /** Whether there are too few loads to say what one costs. */
    boolean isScant() {
        return loads < FEW_LOADS;
    }

    /** Returns what a load took on average, the original alone. */
    long meanLoad(Costs costs) {
        return loads == 0 ? 0 : Math.max(0, loadNanos / loads - costs.clockNanos());
    }

    /**
     * Judges. Doubt is in favour of remembering: with many failures, of which nothing is kept; with few loads, or a clock
     * that did not move while they ran; with calls that got the result of another's load, which a bypass would end; and
     * with few hits that saved much.
     */
    Verdict judge(Costs costs) {
        Verdict found = confirm(Verdict.NO_HITS, costs);
        return found == Verdict.KEEP ? confirm(Verdict.CHEAP_BODY, costs) : found;
    }

    /** Returns what was found before if this evidence says the same, else {@link Verdict#KEEP}. */
    Verdict confirm(Verdict before, Costs costs) {
        if (calls == 0 || failures * 10 > loads) {
            return Verdict.KEEP;
        }
        boolean same = switch (before) {
            case NO_HITS -> isHardlyAsked(costs);
            case CHEAP_BODY -> isCheap(costs);
            case KEEP -> true;
        };
        return same ? before : Verdict.KEEP;
    }

    private boolean isHardlyAsked(Costs costs) {
        long answered = hits + shared;
        return answered * 1_000 < calls && answered * meanLoad(costs) <= (calls - answered) * MISS_NANOS;
    }

    private boolean isCheap(Costs costs) {
        return !isScant() && loadNanos > 0 && meanLoad(costs) <= costs.hit();
    }
}
