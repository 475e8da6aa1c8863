// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Finds out whether remembering one method's results pays, says so if it does not, and lets calls go through without
 * Memo where that was asked for.
 *
 * <p>It judges the first {@value #FIRST_CALLS} calls, then each stretch in which the number of calls has doubled, and
 * believes what it has found two times in a row. A bypassed region is empty: every lookup misses, and the miss asks
 * here first, so hits never do. After a number of bypassed calls, which doubles with each bypass, the method is
 * remembered again for a trial of a 128th as many calls, and stays bypassed only if the reason for it still holds.
 *
 * <p>A method whose loads get answers from Memo ({@link Nesting}) is never taken for a cheap one: without its own
 * entries, each level of a recursion would run twice. One with a barrier per method is reported only, since no load of
 * it would be held back any more.
 *
 * <p>A bypass is marked first, then the region is cleared. So a flight that is open then delivers to its waiters and
 * publishes nothing; one that slipped in between publishes, sees the mark, and drops the entry itself.
 *
 * <p>Thread-safe: whoever sets {@code busy} owns the state; others go on without waiting.
 */
final class Governor {
    private static final long FIRST_CALLS = 10_000;
    private static final long FIRST_BYPASS = 1 << 17;
    private static final long LONGEST_BYPASS = 1 << 27;
    private static final int TRIAL_SHARE = 128;
    private static final int TRIAL_AT_MOST = 16;
    private static final int LOOK_MASK = 63;
    private static final int TALLY_MASK = 1_023;
    private static final int CLOCK_READINGS = 16;

    private final Region region;
    private final Counters counters;
    private final boolean watching;
    private final boolean mayBypass;
    private final Nesting nesting;
    private final GovernorReport report;
    private final AtomicBoolean busy = new AtomicBoolean();

    private volatile boolean bypassing;
    private int misses; // a count that is lost between threads delays a look

    private Evidence start;
    private Evidence.Verdict last = Evidence.Verdict.KEEP;
    private long origin;
    private long wanted = FIRST_CALLS;
    private long leastCopy = Long.MAX_VALUE;
    private boolean trial;
    private long bypassedBefore;
    private long bypassCalls;
    private long nextBypass = FIRST_BYPASS;

    Governor(Region region) {
        this.region = region;
        this.counters = region.counters;
        this.watching = region.tier.statistics;
        Barrier barrier = region.settings.barrier();
        this.mayBypass = region.settings.bypass() && barrier != Barrier.METHOD && barrier != Barrier.HOST;
        this.nesting = new Nesting(region.tier.threadHits);
        this.report = new GovernorReport(region);
        this.start = evidence();
    }

    /** Returns whether a call that missed is to go through without Memo, and counts it if so. */
    boolean bypasses() {
        if (!bypassing) {
            return false;
        }
        if (counters.governed.incrementToMultiple(TALLY_MASK)) {
            considerTrial();
        }
        region.events.bypass();
        return true;
    }

    /** Returns whether calls go through without Memo now. */
    boolean isBypassing() {
        return bypassing;
    }

    /** Takes note of a call that was not a hit. */
    void missed() {
        if (watching && (++misses & LOOK_MASK) == 0) {
            look();
        }
    }

    /** Takes note of a load that is about to begin, on the thread that will run it. */
    void takesOff(Flight flight) {
        nesting.takesOff(flight);
    }

    /** Takes note that it has ended, on the same thread. */
    void landed(Flight flight) {
        nesting.landed(flight);
    }

    private void look() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            long copy = region.values.copyNanos();
            leastCopy = copy == 0 ? leastCopy : Math.min(leastCopy, copy);
            Evidence now = evidence();
            Evidence stretch = now.since(start);
            if (!bypassing && stretch.calls() >= (trial && stretch.isScant() ? wanted * TRIAL_AT_MOST : wanted)) {
                judge(now, stretch);
            }
        } finally {
            busy.set(false);
        }
    }

    private void judge(Evidence now, Evidence stretch) {
        Evidence.Costs costs = new Evidence.Costs(leastCopy == Long.MAX_VALUE ? 0 : leastCopy, clockNanos());
        Evidence.Verdict verdict = trial ? stretch.confirm(last, costs) : stretch.judge(costs);
        boolean again = trial || verdict == last;
        if (again && verdict == Evidence.Verdict.CHEAP_BODY && !nesting.isRuledOut()) {
            verdict = Evidence.Verdict.KEEP;
        }
        last = verdict;
        if (again && verdict != Evidence.Verdict.KEEP) {
            report.found(verdict, stretch, costs, mayBypass); // a trial finds nothing new
            if (mayBypass) {
                bypass();
                return;
            }
        }
        watchOn(now);
    }

    private void watchOn(Evidence now) {
        origin = trial ? now.calls() : origin;
        begin(now, trial ? FIRST_CALLS : now.calls() - origin);
        trial = false;
        if (last == Evidence.Verdict.CHEAP_BODY) {
            nesting.ask();
        } else {
            nesting.stop();
        }
    }

    private void begin(Evidence now, long calls) {
        start = now;
        wanted = calls;
        leastCopy = Long.MAX_VALUE;
    }

    private void bypass() {
        bypassCalls = nextBypass;
        nextBypass = Math.min(LONGEST_BYPASS, nextBypass * 2);
        bypassedBefore = counters.governed.sum();
        nesting.stop();
        bypassing = true;
        region.clear();
    }

    private void considerTrial() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            if (bypassing && counters.governed.sum() - bypassedBefore >= bypassCalls) {
                trial = true;
                begin(evidence(), bypassCalls / TRIAL_SHARE);
                nesting.ask();
                bypassing = false;
            }
        } finally {
            busy.set(false);
        }
    }

    private Evidence evidence() {
        region.tier.budget.lock();
        try {
            return Evidence.of(counters);
        } finally {
            region.tier.budget.unlock();
        }
    }

    /** Returns what reading the clock takes, at the least: that much of a measured time is not the original's. */
    private long clockNanos() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < CLOCK_READINGS; i++) {
            long before = region.tier.clock.exact();
            least = Math.min(least, region.tier.clock.exact() - before);
        }
        return Math.max(0, least);
    }
}
