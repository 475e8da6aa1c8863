// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * When the values of a region go from one phase of their life to the next. Immutable.
 *
 * @param keepNanos as {@link Freshness} has it
 * @param refreshNanos as {@link Freshness} has it
 * @param early as {@link Freshness} has it
 */
record Aging(long keepNanos, long refreshNanos, double early) {
    /**
     * How many load times before its end a value may be loaded anew by chance, at the most: of the draws of {@link #gap},
     * one in 160,000 would be larger.
     */
    private static final int FARTHEST = 12;

    /** That of what is served until it ends, and then no more. */
    static final Aging NONE = new Aging(0, 0, 0);

    /** Returns null where values just end. */
    static @Nullable Aging of(Freshness freshness) {
        return freshness.ages() ? new Aging(freshness.keepNanos(), freshness.refreshNanos(), freshness.early()) : null;
    }

    /** Starts a life. The entry's load time is known. What it was computed from may end the time that it is fresh. */
    void written(Entry e, long ttlNanos, Candidate c) {
        long now = c.bornNanos();
        boolean ends = ttlNanos > 0 && ttlNanos < Lifetime.FOREVER;
        long kept = Math.max(ttlNanos, keepNanos);
        long stale = Lifetime.earlier(ends ? at(now + ttlNanos) : Lifetime.NEVER, c.untilNanos());
        long end = ends && kept < Lifetime.FOREVER ? at(now + kept) : Lifetime.NEVER;
        StampedEntry.of(e).phases = new Phases(now, stale, keepNanos > 0 ? end : stale);
        e.deadlineNanos = attention(e, stale == Lifetime.NEVER ? Lifetime.FOREVER : stale - now, now);
    }

    /** Returns whether a value is old enough to be loaded anew in the background. */
    boolean isRefreshDue(Phases phases, long now) {
        return refreshNanos > 0 && now - phases.writtenNanos >= refreshNanos;
    }

    /**
     * Returns whether a value is to be loaded anew though it is fresh: the less time is left, measured by what a load
     * takes, the likelier. This is XFetch (Vattani, Chierichetti, Lowenstein, "Optimal Probabilistic Cache Stampede
     * Prevention", VLDB 2015): reload if {@code now - delta * beta * ln(random) >= end}.
     *
     * @param random even over 0..1, 0 excluded
     */
    boolean isEarly(Entry e, Phases phases, long now, double random) {
        return early > 0 && phases.staleNanos != Lifetime.NEVER && gap(e, -Math.log(random)) >= phases.staleNanos - now;
    }

    private long attention(Entry e, long ttlNanos, long now) {
        long first = ttlNanos;
        if (refreshNanos > 0) {
            first = Math.min(first, refreshNanos);
        }
        if (early > 0 && ttlNanos < Lifetime.FOREVER) {
            first = Math.min(first, Math.max(0, ttlNanos - gap(e, FARTHEST)));
        }
        return first < Lifetime.FOREVER ? at(now + first) : Lifetime.NEVER;
    }

    private long gap(Entry e, double times) {
        return (long) (LoadTime.nanos(e.cost) * early * Math.min(times, FARTHEST));
    }

    /** Returns the time, or one that is as good and is not the mark of none. */
    static long at(long time) {
        return time == Lifetime.NEVER ? time - 1 : time;
    }
}
