// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A flight that its caller has a worker run. Thread-safe: what the worker notes is read once the flight has landed.
 */
final class Handover implements Runnable {
    private final TimedLoads timed;
    private final Flights flights;
    private final Flight flight;
    private final Rerun rerun;
    private boolean returned;
    private @Nullable Object value;

    Handover(TimedLoads timed, Flights flights, Flight flight, Rerun rerun) {
        this.timed = timed;
        this.flights = flights;
        this.flight = flight;
        this.rerun = rerun;
    }

    @Override
    public void run() {
        if (!flights.takeOver(flight, rerun.throughMemo()) || flights.lead(flight) == null) {
            return;
        }
        try {
            Object given = rerun.body().run();
            value = given;
            returned = true;
            if (!timed.fenceIfOverdue(flight)) {
                flight.accept(given, null);
            }
        } catch (Throwable e) { // the caller gets it
            flight.accept(null, e);
        } finally {
            timed.forget();
        }
    }

    /** Returns what the caller of a flight that has landed gets, null to run the original; throws what the original threw. */
    @Nullable
    Object result() throws Throwable {
        Nests.given(flight.region(), flight);
        Throwable failure = flight.failure();
        if (failure != null) {
            Object instead = flight.get();
            if (instead == null) {
                throw failure;
            }
            return instead;
        }
        if (!returned || value instanceof CountDownLatch || value == Values.NULL) {
            return null; // it never ran, or gave what Memo uses for its own ends
        }
        return value == null ? Values.NULL : value;
    }
}
