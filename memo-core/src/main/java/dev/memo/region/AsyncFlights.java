// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.AsyncAdapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The barrier of a region whose method returns before it has its value: nobody waits here.
 *
 * <p>A hit is handed out as a stage that is complete. On a miss the leader runs the original, which returns at once with
 * an unfinished stage; the flight goes on until that stage ends, and lands on the thread that ends it. Who comes in
 * between gets a stage of his own and goes. All of them, the leader too, get stages that are theirs alone.
 *
 * <p>Thread-safe.
 */
final class AsyncFlights {
    private final Region region;
    private final Flights flights;
    private final AsyncAdapter adapter;

    /** Whether the last value could not be kept: then it cannot be copied either, and each caller computes his own. */
    private volatile boolean unkept;

    AsyncFlights(Region region, Flights flights, AsyncAdapter adapter) {
        this.region = region;
        this.flights = flights;
        this.adapter = adapter;
    }

    AsyncFlight open(Entry e) {
        AsyncFlight flight = new AsyncFlight(flights, this, e);
        flight.starts(region.tier.clock.exact());
        return flight;
    }

    AsyncAdapter adapter() {
        return adapter;
    }

    /** Returns a stage for one who finds a flight of another's, or what {@link Flights#begin} has if it landed meanwhile. */
    @Nullable
    Object join(AsyncFlight flight, Renewals.Call call) throws Throwable {
        Object given;
        try {
            if (flight.poll() || flights.watch().lookAfter(flight)) {
                return flights.begin(call.fresh(), call.again());
            }
            if (unkept) {
                return flights.inert();
            }
            CompletableFuture<@Nullable Object> own = new CompletableFuture<>();
            given = flight.shared(own);
            flight.add(new Follower(own, region.tier.clock.exact()));
            Nests.awaits(region, flight);
        } catch (RuntimeException | LinkageError cause) { // an adapter's, or a future's
            return region.bypass(cause);
        }
        region.counters.misses.increment();
        region.counters.waits.increment();
        region.events.joined();
        return new Joined(given, flight);
    }

    /** Returns what a call gets of what was found: see {@link Region#given}. */
    @Nullable
    Object given(@Nullable Object found) {
        if (found == null || found instanceof CountDownLatch) {
            return found;
        }
        if (found instanceof Joined joined) {
            return joined.result();
        }
        try {
            return adapter.fromStage(
                    found instanceof Thrown thrown
                            ? CompletableFuture.failedFuture(thrown.failure())
                            : CompletableFuture.completedFuture(unmasked(found)));
        } catch (RuntimeException | LinkageError cause) {
            return region.bypass(cause);
        }
    }

    /** Completes a follower's stage: with a copy of his own, where the value is kept as bytes. */
    void deliver(AsyncFlight flight, Follower to) {
        countWait(to);
        Throwable failure = flight.thrown();
        Object copy = failure == null ? copy(flight.outcome()) : instead(flight);
        boolean first = (failure != null && copy == null)
                ? to.stage().completeExceptionally(failure)
                : to.stage().complete(copy == null ? flight.value() : unmasked(copy));
        assert first || to.stage().isDone() : "its owner may have been first";
    }

    /** Returns what takes the place of a failure, {@code void.class} for null; null if nothing does. */
    @Nullable
    Object instead(AsyncFlight flight) {
        try {
            return flight.olderOutcome();
        } catch (RuntimeException | LinkageError e) {
            report(e);
            return null;
        }
    }

    /** Notes whether a value could be kept. */
    void landed(AsyncFlight flight) {
        if (flight.thrown() == null) {
            unkept = flight.outcome() == null;
        }
    }

    /** Notes a result that is no outcome: the call goes through. */
    void passed() {
        region.counters.bypasses.increment();
        region.events.bypass();
    }

    void report(Throwable cause) {
        region.tier.trouble.report(region.settings.name(), cause);
    }

    String name() {
        return region.settings.name();
    }

    private void countWait(Follower to) {
        try {
            region.counters.waitNanos.add(region.tier.clock.exact() - to.sinceNanos());
        } catch (RuntimeException e) { // a ticker's
            report(e);
        }
    }

    private @Nullable Object copy(@Nullable Object stored) {
        try {
            return stored == null ? null : region.values.open(stored);
        } catch (RuntimeException | LinkageError e) {
            report(e);
            return null;
        }
    }

    static @Nullable Object unmasked(Object value) {
        return value == Values.NULL ? null : value;
    }

    /**
     * A stage for a call that found a flight, as it is handed out; told from a value by its class. Immutable.
     *
     * @param result of the type that the method declares
     * @param flight of another's
     */
    record Joined(Object result, AsyncFlight flight) {}

    /**
     * Who gets the outcome of another's load. Immutable, but for the stage.
     *
     * @param stage his alone
     * @param sinceNanos when he came
     */
    record Follower(CompletableFuture<@Nullable Object> stage, long sinceNanos) {}
}
