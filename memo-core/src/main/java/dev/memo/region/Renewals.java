// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.RemovalCause;
import org.jspecify.annotations.Nullable;

/**
 * Loads the values of one region anew while they are still served: one load per key, whatever asks for it.
 *
 * <p>The protocol, for a value that is stale. The first caller opens a flight that is the entry's {@link Renewal}, and runs
 * the original. Others see the renewal and are served what is there, without a lock ({@link #serves}). The flight lands: a
 * value takes the old one's place, as any write does; an exception leaves the old one, which is served for a while before
 * anybody tries again, to the leader too. An invalidation in between takes the entry out, and the renewal has nothing left
 * to publish to. If the entry ends or has to make room meanwhile, an entry that is LOADING takes its place, with the same
 * flight ({@link Ledger#reopen}), so there is one load all the same.
 *
 * <p>Thread-safe.
 */
final class Renewals {
    private final Region region;
    private final Freshness freshness;
    private final Lifetime lifetime;
    private final CoarseClock clock;
    private final Budget budget;

    Renewals(Region region, Lifetime lifetime) {
        this.region = region;
        this.freshness = region.settings.freshness();
        this.lifetime = lifetime;
        this.clock = region.tier.clock;
        this.budget = region.tier.budget;
    }

    /** Returns whether an entry that needs attention gets it already, so that its value may be served; counts it if stale. */
    boolean serves(Entry e) {
        Phases phases = Phases.of(e);
        if (phases.renewal != null) {
            phases.renewal.lookAfter();
        }
        Renewal renewal = phases.renewal;
        long now = clock.exact();
        boolean attended = renewal == null ? phases.isResting(now) : !renewal.isRunBy(Thread.currentThread());
        return attended && mayServe(e, phases, now);
    }

    /**
     * Sees to an entry that has a value but was not served.
     *
     * @return its value, a flight of the caller's to renew it, the entry if the caller renews it already, or null to look
     *     at it again
     */
    @Nullable
    Object attend(Entry e, Flights flights) {
        Object stored = e.value;
        if (stored == null || lifetime.expired(e)) {
            return null;
        }
        Object decided = decide(e, stored, flights);
        return decided == this ? serve(e, stored) : decided;
    }

    /** Returns the value that the entry keeps, fresh or stale, {@code void.class} for null; null if it has ended. */
    @Nullable
    Object staleValue(Entry e) {
        Object stored = e.value;
        return stored == null || !mayServe(e, Phases.of(e), clock.exact()) ? null : region.values.open(stored);
    }

    /** Returns this to serve the value, else as {@link #attend}. */
    private @Nullable Object decide(Entry e, Object stored, Flights flights) {
        Phases phases = Phases.of(e);
        budget.lock();
        try {
            Renewal renewal = phases.renewal;
            long now = clock.exact();
            if (e.state != Entry.LIVE) {
                return null;
            }
            if (renewal != null) {
                return renewal.isRunBy(Thread.currentThread()) ? e : this;
            }
            return phases.isStale(now) && !phases.isResting(now) ? lead(e, stored, flights) : this;
        } finally {
            budget.unlock();
        }
    }

    private Flight lead(Entry e, Object stored, Flights flights) {
        Renewal renewal = new Renewal(e, stored, false);
        renewal.runner = Thread.currentThread();
        return takeOff(renewal, flights);
    }

    private static Flight takeOff(Renewal renewal, Flights flights) {
        Flight flight = flights.renewing(renewal.entry);
        flight.renewal = renewal;
        renewal.flight = flight;
        renewal.phases.renewal = renewal;
        return flight;
    }

    private @Nullable Object serve(Entry e, Object stored) {
        if (!mayServe(e, Phases.of(e), clock.exact())) {
            return null;
        }
        Object value = region.values.open(stored);
        return value == null ? region.drop(e) : region.served(e, value);
    }

    private boolean mayServe(Entry e, Phases phases, long now) {
        if (lifetime.expired(e, now)) {
            return false;
        }
        lifetime.read(e, now);
        if (phases.isStale(now)) {
            region.counters.staleServes.increment();
        }
        return true;
    }

    /**
     * Ends a renewal whose flight has done what it could.
     *
     * @param loaded whether the original returned
     * @param failure what it threw, null if it returned or never ran
     */
    void landed(Renewal renewal, boolean loaded, @Nullable Throwable failure) {
        if (loaded) {
            loaded(renewal);
        } else {
            failed(renewal, failure);
        }
    }

    /** It gave a value: if that is not kept, the old one is not the method's answer any more either. */
    private void loaded(Renewal renewal) {
        budget.lock();
        try {
            if (end(renewal) && renewal.entry.state == Entry.LIVE) {
                budget.remove(region.ledger, renewal.entry, RemovalCause.REPLACED);
            }
        } finally {
            budget.unlock();
        }
    }

    /** It failed: the old value is served on if it may be, and nobody tries again for a while. */
    private void failed(Renewal renewal, @Nullable Throwable cause) {
        budget.lock();
        try {
            Entry e = renewal.entry;
            long now = clock.exact();
            if (cause != null) {
                renewal.phases.rest(now + freshness.retryNanos());
            }
            boolean served = end(renewal) && e.state == Entry.LIVE && !lifetime.expired(e, now);
            if (served && cause instanceof Exception && !(cause instanceof InterruptedException)) {
                renewal.instead = renewal.stored;
            }
        } finally {
            budget.unlock();
        }
    }

    /** Returns what the leader of a failed flight returns, {@code void.class} for null; null to throw. */
    @Nullable
    Object instead(Renewal renewal) {
        Object stored = renewal.instead;
        Object value = stored == null ? null : region.values.open(stored);
        if (value != null) {
            region.counters.staleServes.increment();
        }
        return value;
    }

    /** Lets another load take the place of one that takes too long. The caller holds the budget's lock. */
    void giveUp(Renewal renewal) {
        boolean ended = end(renewal);
        assert ended : "a flight loses its barrier once";
    }

    /** Returns whether it had not been given up before. */
    private static boolean end(Renewal renewal) {
        if (renewal.phases.renewal != renewal) {
            return false;
        }
        renewal.phases.renewal = null;
        return true;
    }
}
