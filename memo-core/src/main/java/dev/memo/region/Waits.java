// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/** What callers of one region get who wait: for another's flight, or as leaders for the gate or a lock. Thread-safe. */
final class Waits {
    /** What says that the caller is to look again: the flight has lost its barrier, or is waited for no more. */
    static final Object AGAIN = new Object();

    private final Region region;
    private final Waiting settings;
    private final WaitFailures failures;
    private final FlightWatch watch;

    Waits(Region region, FlightWatch watch, WaitFailures failures) {
        this.region = region;
        this.settings = region.settings.waiting();
        this.watch = watch;
        this.failures = failures;
    }

    /** Returns how long a caller is going to wait, all in all. */
    Patience patience() {
        return new Patience(region.tier.clock, settings.maxWaitNanos());
    }

    /**
     * Waits for another's flight.
     *
     * @return a value, null to run the original without Memo, or {@link #AGAIN}
     * @throws Throwable what the leader got from the original, or what the settings choose for waits in vain
     */
    @Nullable
    Object await(Flight flight, Patience patience) throws Throwable {
        if (watch.lookAfter(flight)) {
            return AGAIN;
        }
        WaitEnd end = measured(flight, patience);
        if (end == WaitEnd.OVER) {
            return flight.vacated() || flight.isOvertaken() ? AGAIN : landed(flight);
        }
        Object instead = instead(end, patience, flight.entry);
        if (instead == null) {
            return end == WaitEnd.TIMED_OUT ? ownLoad(patience) : bypass();
        }
        region.counters.misses.increment();
        return given(instead);
    }

    /**
     * Returns what the settings choose for a wait in vain: a value, a {@link Refusal}, or null to run the original.
     *
     * @param e the entry with the key that is asked for
     */
    @Nullable
    Object instead(WaitEnd end, Patience patience, Entry e) {
        return switch (end) {
            case CYCLE ->
                switch (settings.onCycle()) {
                    case RUN -> null;
                    case FAIL -> new Refusal(patience.cycle(failures));
                };
            case TIMED_OUT ->
                switch (settings.onTimeout()) {
                    case RUN -> null;
                    case STALE -> region.staleValue(e);
                    case FAIL -> new Refusal(patience.timeout(failures, region.settings.name()));
                };
            default -> null;
        };
    }

    /** Returns a value, or throws the exception of a refusal. */
    static Object given(Object instead) {
        if (instead instanceof Refusal refusal) {
            throw refusal.exception;
        }
        return instead;
    }

    /** Counts a call that goes through without Memo. */
    @Nullable
    Object bypass() {
        region.counters.bypasses.increment();
        region.events.bypass();
        return null;
    }

    private static Object ownLoad(Patience patience) {
        patience.lose();
        return AGAIN;
    }

    private WaitEnd measured(Flight flight, Patience patience) {
        long since = region.tier.clock.exact();
        WaitEnd end = WaitEnd.INTERRUPTED;
        try {
            end = WaitGraph.await(flight, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (end != WaitEnd.CYCLE) {
                region.counters.waits.increment();
                long nanos = region.tier.clock.exact() - since;
                region.counters.waitNanos.add(nanos);
                region.events.waited("thread", nanos);
            }
        }
        return end;
    }

    /** Returns what a waiter gets of a flight that has landed. */
    private @Nullable Object landed(Flight flight) throws Throwable {
        Nests.given(region, flight);
        Throwable failure = flight.failure();
        Object value = failure == null ? copy(flight.outcome()) : null;
        if (failure == null && value == null) {
            return bypass();
        }
        region.counters.misses.increment();
        if (failure != null) {
            throw failure;
        }
        return value;
    }

    /** Returns a stored value as this caller gets it, null if it cannot: a codec's trouble never reaches a caller. */
    @Nullable
    Object copy(@Nullable Object stored) {
        try {
            return stored == null ? null : region.values.open(stored);
        } catch (RuntimeException | LinkageError e) {
            region.tier.trouble.report(region.settings.name(), e);
            return null;
        }
    }

    /** An exception to be thrown, told apart from a value that is one. Immutable. */
    private record Refusal(RuntimeException exception) {}
}
