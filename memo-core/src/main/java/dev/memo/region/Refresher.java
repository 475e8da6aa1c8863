// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * Renews entries of one region in the background: copies the arguments of the call that asks, queues, runs the original,
 * and lands its flight.
 *
 * <p>An original that is called by the memoized method itself asks Memo first. For that one look-up the entry is marked as
 * one that needs attention, so that it is not a hit, and the runner is told to run the original ({@link Renewals#RUN}).
 * Thread-safe.
 */
final class Refresher {
    private final Region region;
    private final Renewals renewals;
    private final Flights flights;
    private final Budget budget;

    Refresher(Region region, Renewals renewals, Flights flights) {
        this.region = region;
        this.renewals = renewals;
        this.flights = flights;
        this.budget = region.tier.budget;
    }

    /** Queues a renewal; if that cannot be done, nobody tries again for a while. No lock is held. */
    void queue(Renewal renewal, Renewals.Call call) {
        HeapTier tier = region.tier;
        Rerun rerun = rerun(region, call);
        if (rerun == null
                || !tier.workers.queue(
                        new Carried(() -> run(renewal, rerun), tier.background.contexts(), tier.trouble))) {
            region.counters.refreshDrops.increment();
            budget.lock();
            try {
                boolean unused = renewals.rest(renewal);
            } finally {
                budget.unlock();
            }
        }
    }

    /** Copies a call's arguments; returns null if they cannot be, or nothing may be run again. Runs user code. */
    static @Nullable Rerun rerun(Region region, Renewals.Call call) {
        try {
            return call.again() == null ? null : call.again().of(call.fresh());
        } catch (Throwable e) { // of the copied arguments' own code
            region.tier.trouble.reportAs(region.settings.name() + ": no load in the background", e);
            return null;
        }
    }

    private void run(Renewal renewal, Rerun rerun) {
        Flight flight = takeOff(renewal, rerun.throughMemo());
        if (flight == null || flights.leadInBackground(flight) == null) {
            return;
        }
        count();
        try {
            flight.accept(rerun.body().run(), null);
        } catch (Throwable e) { // of the original: there is no caller to throw it to
            flight.accept(null, e);
            region.tier.trouble.reportAs(region.settings.name() + ": a load in the background threw", e);
        }
    }

    private void count() {
        budget.lock();
        try {
            region.counters.refreshes.increment();
        } finally {
            budget.unlock();
        }
    }

    /** Returns null if the entry is gone. */
    private @Nullable Flight takeOff(Renewal renewal, boolean comesBack) {
        budget.lock();
        try {
            Entry e = renewal.entry;
            if (e.state != Entry.LIVE) {
                return null;
            }
            renewal.comesBack = comesBack;
            Flight flight = Renewals.takeOff(renewal, flights);
            if (comesBack) {
                Renewals.attendAt(e, Aging.at(region.tier.clock.exact()));
            }
            return flight;
        } finally {
            budget.unlock();
        }
    }
}
