// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * Looks after the flights of one region, on behalf of those who wait or come: nobody else does, so what nobody waits for
 * costs nothing. A flight whose leader is gone, or that is past its deadline, loses the barrier; one that takes far longer
 * than the method's loads usually do is reported, once. Thread-safe.
 */
final class FlightWatch {
    private static final long OLD_NANOS = 10_000_000_000L;
    private static final long OLD_WITHOUT_LOADS_NANOS = 60_000_000_000L;
    private static final int FAR = 10;

    private final Region region;
    private final Flights flights;
    private final FlightReports reports;
    private final long deadlineNanos;

    FlightWatch(Region region, Flights flights) {
        this.region = region;
        this.flights = flights;
        this.reports = new FlightReports(region);
        this.deadlineNanos = region.settings.waiting().deadlineNanos();
    }

    /** Looks at a flight that a caller waits for or is about to; returns whether it has lost the barrier by that. */
    boolean lookAfter(Flight flight) {
        long age = flight.ageNanos(region.tier.clock.exact());
        if (flight.isLeaderGone()) {
            return end(flight, () -> reports.leaderGone(flight));
        }
        if (isOverdue(age)) {
            return end(flight, () -> reports.overdue(flight, age));
        }
        if (age >= OLD_NANOS && !flight.landed()) {
            reportIfOld(flight, age);
        }
        return false;
    }

    /** Takes the barrier from a flight that is about to land past its deadline, if nobody has done so before. */
    void landsLate(Flight flight, long nanos) {
        if (isOverdue(nanos)) {
            boolean unnoticed = end(flight, () -> reports.late(flight, nanos));
            assert unnoticed || flight.vacated() : "who is past the deadline has no barrier";
        }
    }

    /** Returns whether loads have a deadline. */
    boolean hasDeadlines() {
        return deadlineNanos > 0;
    }

    /** Returns how long a flight has until its deadline; a bit longer than none if its load has not begun. */
    long dueNanos(long ageNanos) {
        return deadlineNanos == 0 ? Long.MAX_VALUE : deadlineNanos - ageNanos;
    }

    private boolean isOverdue(long age) {
        return deadlineNanos > 0 && age >= deadlineNanos;
    }

    private boolean end(Flight flight, Runnable report) {
        boolean ended = flights.takeBarrier(flight);
        if (ended) {
            report.run();
        }
        return ended;
    }

    private void reportIfOld(Flight flight, long age) {
        long usual;
        region.tier.budget.lock();
        try {
            usual = usualNanos();
            if (flight.reported || age < (usual < 0 ? OLD_WITHOUT_LOADS_NANOS : usual * FAR)) {
                return;
            }
            flight.reported = true;
        } finally {
            region.tier.budget.unlock();
        }
        reports.old(flight, age, usual);
    }

    /** Returns what a load takes on average, -1 if none has ended yet. The caller holds the lock. */
    private long usualNanos() {
        long loads = region.counters.loads.sum();
        return loads == 0 ? -1 : region.counters.loadNanos.sum() / loads;
    }
}
