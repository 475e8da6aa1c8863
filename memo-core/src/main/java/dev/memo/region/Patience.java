// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long one call waits yet, however many flights it waits for one after the other.
 *
 * <p>Nobody wakes a waiter when its time is up or a flight is overdue: it sleeps no longer than until then and looks
 * itself. By a ticker of the user's the time left says nothing about how long to sleep, so then it looks every
 * {@value #POLL_NANOS} nanoseconds, if its wait or the load has a limit at all. Confined to the waiter.
 */
final class Patience {
    private static final long POLL_NANOS = 2_000_000;

    private final CoarseClock clock;
    private final long maxWaitNanos;
    private final long since;
    private @Nullable Blocker last;
    private List<String> circle = List.of();
    private boolean lost;

    Patience(CoarseClock clock, long maxWaitNanos) {
        this.clock = clock;
        this.maxWaitNanos = maxWaitNanos;
        this.since = clock.exact();
    }

    /** Waits for the first time, at most so long: where nothing else has to be done before, with others. */
    boolean awaitFirst(Blocker blocker, long sliceNanos) throws InterruptedException {
        if (blocker instanceof Flight flight && maxWaitNanos == 0 && !flight.hasDeadline()) {
            last = blocker;
            return flight.awaitWithOthers(sliceNanos);
        }
        return await(blocker, sliceNanos);
    }

    /** Waits at most so long; returns early, with false, if something has to be done before. */
    boolean await(Blocker blocker, long sliceNanos) throws InterruptedException {
        last = blocker;
        long left = sliceNanos;
        long step = Math.min(left, step(blocker));
        while (step > 0) {
            if (blocker.await(step, TimeUnit.NANOSECONDS)) {
                return true;
            }
            left -= step;
            step = Math.min(left, step(blocker));
        }
        return blocker.await(0, TimeUnit.NANOSECONDS);
    }

    /** Returns whether the time is up. */
    boolean isOver() {
        return left(clock.exact()) <= 0;
    }

    /** Notes that the caller waits for nobody any more, and runs the original as one more leader. */
    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    /** Notes the methods of the circle that was found. */
    void met(List<String> methods) {
        circle = List.copyOf(methods);
    }

    RuntimeException cycle(WaitFailures failures) {
        return failures.cycle(circle);
    }

    /** Says whom the caller has waited for in vain, and for how long. */
    RuntimeException timeout(WaitFailures failures, String method) {
        long now = clock.exact();
        Flight flight = last == null ? null : last.flight();
        return failures.timeout(
                last == null ? method : last.method(),
                last == null ? "" : last.leader(),
                Duration.ofNanos(flight == null ? 0 : flight.ageNanos(now)),
                Duration.ofNanos(now - since));
    }

    /** Returns how long to sleep at once: not at all if there is something to do. */
    private long step(Blocker blocker) {
        long now = clock.exact();
        Flight flight = blocker.flight();
        long due = Math.min(left(now), flight == null ? Long.MAX_VALUE : flight.dueNanos(now));
        return clock.threaded() || due <= 0 || due == Long.MAX_VALUE ? due : POLL_NANOS;
    }

    private long left(long now) {
        return maxWaitNanos == 0 ? Long.MAX_VALUE : maxWaitNanos - (now - since);
    }
}
