// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Loads of one region that callers wait for no longer than they were told: a thread of the background runs the original,
 * and the caller waits for its flight.
 *
 * <p>The caller has opened the flight; the worker takes its lead over before it runs the original. When the caller's time
 * is up, with a stale value at hand ({@code soft}), it takes that, and the load goes on. At the {@code hard} limit the
 * flight is landed with an exception in the worker's stead: the entry is unlinked or keeps its old value, so the late
 * result is fenced off, and all who wait for it get the exception too. Where no worker is free the caller runs the original
 * itself, for as long as it takes: a load never waits in a line, behind one perhaps that waits for it. Thread-safe.
 */
final class TimedLoads {
    private final Region region;
    private final Flights flights;
    private final WaitFailures failures;
    /** The workers that are about to ask Memo for the key that they load, by its hash. */
    private final Map<Thread, Integer> expected = new ConcurrentHashMap<>();

    private final long softNanos;
    private final long hardNanos;

    private TimedLoads(Region region, Flights flights, WaitFailures failures) {
        this.region = region;
        this.flights = flights;
        this.failures = failures;
        this.softNanos = region.settings.freshness().patience().softNanos();
        this.hardNanos = region.settings.freshness().patience().hardNanos();
    }

    /** Returns null where callers wait as long as it takes. */
    static @Nullable TimedLoads of(Region region, Flights flights, WaitFailures failures) {
        Freshness.Patience patience = region.settings.freshness().patience();
        return patience.softNanos() > 0 || patience.hardNanos() > 0 ? new TimedLoads(region, flights, failures) : null;
    }

    /**
     * Has a flight of the caller's run by a worker.
     *
     * @return a value, null to run the original without Memo, or the flight to run it as its leader
     * @throws Throwable what the original threw, or that it took too long
     */
    @Nullable
    Object lead(Flight flight, Renewals.Call call) throws Throwable {
        long limit = flight.renewal != null && softNanos > 0 ? softNanos : hardNanos;
        Rerun rerun = limit > 0 ? Refresher.rerun(region, call) : null;
        Handover handover = rerun == null ? null : new Handover(this, flights, flight, rerun);
        HeapTier tier = region.tier;
        if (handover == null || !tier.workers.start(new Carried(handover, tier.background.contexts(), tier.trouble))) {
            return flights.lead(flight);
        }
        flight.leaveToWorker();
        try {
            boolean waited = isOver(new Limited(flight, limit));
            if (waited && !flight.landed()) {
                return limit == softNanos && flight.renewal != null
                        ? stale(flight, handover)
                        : giveUp(flight, handover);
            }
            return waited ? handover.result() : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Notes that this thread is going to ask for a key that it loads, as it calls the memoized method. */
    void expect(Entry e) {
        expected.put(Thread.currentThread(), e.hash());
    }

    /** Returns whether this thread asks for the key that it loads: the first time, it is the original's turn. */
    boolean comesBack(Entry fresh) {
        return !expected.isEmpty() && expected.remove(Thread.currentThread(), fresh.hash());
    }

    /** Notes that this thread has ended its load. */
    void forget() {
        expected.remove(Thread.currentThread());
    }

    /** Gives up flights that have taken too long; returns whether this one had. */
    boolean fenceIfOverdue(@Nullable Flight flight) {
        if (flight == null || !isOverdue(flight)) {
            return false;
        }
        fence(flight);
        return true;
    }

    /** Returns whether it has run longer than it may. */
    boolean isOverdue(Flight flight) {
        return hardNanos > 0
                && flight.worker != null
                && !flight.landed()
                && flight.ageNanos(region.tier.clock.exact()) >= hardNanos;
    }

    private @Nullable Object stale(Flight flight, Handover handover) throws Throwable {
        Renewal renewal = flight.renewal;
        Object value = renewal == null || region.renewals == null ? null : region.renewals.staleValue(renewal);
        if (value != null) {
            return value;
        }
        return isOver(flight) ? handover.result() : null; // it has been replaced just now, or has ended
    }

    private @Nullable Object giveUp(Flight flight, Handover handover) throws Throwable {
        fence(flight);
        flight.await(); // not long: if it was not given up, it is landing
        return handover.result();
    }

    private boolean isOver(Blocker blocker) throws InterruptedException {
        return WaitGraph.await(blocker, new Patience(region.tier.clock, 0)) == WaitEnd.OVER;
    }

    private void fence(Flight flight) {
        flight.accept(
                null,
                failures.loadTimeout(region.settings.name(), flight.thread().getName(), Duration.ofNanos(hardNanos)));
    }

    /** A flight that is waited for until a limit. Thread-safe. */
    record Limited(Flight flight, long nanos, long since) implements Blocker {
        Limited(Flight flight, long nanos) {
            this(flight, nanos, Ticker.system().nanos());
        }

        @Override
        public @Nullable Thread blocker() {
            return flight.blocker();
        }

        @Override
        public @Nullable Flight flight() {
            return flight.flight();
        }

        @Override
        public String method() {
            return flight.method();
        }

        @Override
        public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
            long left = nanos - (Ticker.system().nanos() - since);
            return flight.await(Math.min(left, unit.toNanos(timeout)), TimeUnit.NANOSECONDS)
                    || nanos - (Ticker.system().nanos() - since) <= 0;
        }
    }
}
