// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.RemovalCause;
import java.util.SplittableRandom;
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
 * <p>A value that is fresh but old enough is served, and its renewal is queued ({@link Refresher}). Until it is stale hits are
 * ordinary ones again: the time at which they have to look closer is moved on.
 *
 * <p>Thread-safe.
 */
final class Renewals {
    /** Says that the caller is to run the original and to do nothing after. */
    static final Object RUN = new Object();

    private final Region region;
    private final Freshness freshness;
    private final Lifetime lifetime;
    private final Aging aging;
    private final CoarseClock clock;
    private final Budget budget;
    private final Flights flights;

    /** Guarded by the budget's lock. */
    private final SplittableRandom random;

    Renewals(Region region, Lifetime lifetime, Aging aging, Flights flights) {
        this.region = region;
        this.freshness = region.settings.freshness();
        this.lifetime = lifetime;
        this.aging = aging;
        this.clock = region.tier.clock;
        this.budget = region.tier.budget;
        this.flights = flights;
        this.random = new SplittableRandom(region.seed());
    }

    /** Returns whether an entry that needs attention gets it already, so that its value may be served; counts it if stale. */
    boolean serves(Entry e) {
        Phases phases = Phases.of(e);
        if (phases.renewal != null) {
            phases.renewal.lookAfter();
        }
        Renewal renewal = phases.renewal;
        long now = clock.exact();
        boolean attended = renewal == null
                ? phases.isResting(now)
                : !renewal.isRunBy(Thread.currentThread()) && !isOverdue(renewal, flights.timed);
        return attended && mayServe(e, phases, now);
    }

    private static boolean isOverdue(Renewal renewal, @Nullable TimedLoads timed) {
        Flight flight = renewal.flight;
        return timed != null && flight != null && timed.isOverdue(flight);
    }

    /**
     * Sees to an entry that has a value but was not served.
     *
     * @param call the one that asks
     * @return its value, a flight of the caller's to renew it, {@link #RUN} or the entry if the caller renews it already, or
     *     null to look at it again
     */
    @Nullable
    Object attend(Entry e, Call call) {
        Object stored = e.value;
        if (stored == null || lifetime.expired(e) || Tagged.isOver(stored)) {
            return null;
        }
        if (flights.timed != null && flights.timed.fenceIfOverdue(Renewal.flightOf(e))) {
            return null;
        }
        region.outdating.outdateByTags(e);
        Object decided = decide(e, stored);
        if (decided instanceof Renewal renewal) {
            new Refresher(region, this, flights).queue(renewal, call);
            decided = this;
        }
        return decided == this ? serve(e, stored) : decided;
    }

    /** Returns the value that a renewal is to replace, {@code void.class} for null; null if it may not be served any more. */
    @Nullable
    Object staleValue(Renewal renewal) {
        boolean may = renewal.entry.state == Entry.LIVE
                && !Tagged.isOver(renewal.stored)
                && mayServe(renewal.entry, renewal.phases, clock.exact());
        if (may) {
            Nests.given(region, renewal.entry, renewal.stored);
        }
        return may ? inPlace(renewal.stored) : null;
    }

    /**
     * Leaves a renewal to another process; its flight is to be cancelled then, and nobody tries again for a while.
     *
     * @return the value that is served meanwhile, which counts as a hit; null if there is none any more, so that this changes
     *     nothing
     */
    @Nullable
    Object leave(Renewal renewal) {
        boolean there = renewal.entry.state == Entry.LIVE && !Tagged.isOver(renewal.stored);
        Object value = there ? serve(renewal.entry, renewal.stored) : null;
        if (value != null) {
            renewal.elsewhere = true;
            budget.lock();
            try {
                region.counters.opened.add(-1);
            } finally {
                budget.unlock();
            }
        }
        return value;
    }

    /** Returns the value that the entry keeps, fresh or stale, {@code void.class} for null; null if it has ended. */
    @Nullable
    Object staleValue(Entry e) {
        Object stored = e.value;
        if (stored == null
                || stored instanceof Thrown
                || Tagged.isOver(stored)
                || !mayServe(e, Phases.of(e), clock.exact())) {
            return null;
        }
        Nests.given(region, e, stored);
        return inPlace(stored);
    }

    /** Returns what is served in the place of a load; null if it cannot be read. */
    private @Nullable Object inPlace(Object stored) {
        Object value = region.values.open(stored);
        if (value != null) {
            region.events.servedInstead();
        }
        return value;
    }

    /** Returns this to serve the value, a renewal to queue, else as {@link #attend}. */
    private @Nullable Object decide(Entry e, Object stored) {
        Phases phases = Phases.of(e);
        budget.lock();
        try {
            Renewal renewal = phases.renewal;
            if (e.state != Entry.LIVE) {
                return null;
            }
            if (renewal != null) {
                return renewal.isRunBy(Thread.currentThread()) ? runner(renewal) : this;
            }
            long now = clock.exact();
            return phases.isResting(now) ? this : decide(e, stored, now);
        } finally {
            budget.unlock();
        }
    }

    private Object decide(Entry e, Object stored, long now) {
        Phases phases = Phases.of(e);
        if (phases.isStale(now)) {
            return lead(e, stored);
        }
        boolean early = aging.isEarly(e, phases, now, 1 - random.nextDouble());
        if (aging.isRefreshDue(phases, now) || (early && aging.refreshNanos() > 0)) {
            return open(e, stored, true);
        }
        return early ? lead(e, stored) : this;
    }

    /** What the one gets who renews the entry and asks for it: the first time, it is the original's turn. */
    private static Object runner(Renewal renewal) {
        if (!renewal.comesBack) {
            return renewal.entry;
        }
        renewal.comesBack = false;
        attendAt(renewal.entry, renewal.phases.staleNanos);
        return RUN;
    }

    private Flight lead(Entry e, Object stored) {
        region.counters.opened.increment();
        return takeOff(open(e, stored, false), flights);
    }

    private static Renewal open(Entry e, Object stored, boolean inBackground) {
        Renewal renewal = new Renewal(e, stored, inBackground);
        renewal.phases.renewal = renewal;
        attendAt(e, renewal.phases.staleNanos);
        return renewal;
    }

    /**
     * Makes a flight that was opened for a key without a value the one that renews a stale value, which a store had. Where
     * there is no room for that, the flight stays what it is.
     */
    void adopt(Flight flight, Candidate stale) {
        budget.lock();
        try {
            Entry e = flight.entry;
            boolean alone = e.state == Entry.LOADING && e.flight() == flight && !e.isLoadedSeveralTimes();
            boolean tooLarge = stale.isTooHeavy() || budget.tooLarge(region.ledger, stale.weight());
            if (!alone || flight.landed() || tooLarge) {
                return;
            }
            if (budget.publish(region.ledger, stale) && e.state == Entry.LIVE) {
                Renewal renewal = open(e, stale.stored(), false);
                renewal.runner = flight.thread();
                renewal.flight = flight;
                flight.renewal = renewal;
            }
        } finally {
            budget.unlock();
        }
    }

    /** Opens the flight of a renewal, with the caller as its leader. The caller holds the lock. */
    static Flight takeOff(Renewal renewal, Flights flights) {
        Flight flight = flights.renewing(renewal.entry);
        flight.renewal = renewal;
        renewal.runner = flight.thread();
        renewal.flight = flight;
        return flight;
    }

    /** Makes a worker the runner. The caller holds the lock. */
    static void takeOver(Renewal renewal, boolean comesBack, long now) {
        renewal.runner = Thread.currentThread();
        renewal.comesBack = comesBack;
        if (comesBack && !renewal.phases.isStale(now)) {
            attendAt(renewal.entry, Aging.at(now));
        }
    }

    /** Says when a hit has to look closer next. The caller holds the lock. */
    static void attendAt(Entry e, long when) {
        e.deadlineNanos = when;
    }

    private @Nullable Object serve(Entry e, Object stored) {
        if (!mayServe(e, Phases.of(e), clock.exact())) {
            return null;
        }
        Object value = region.values.open(stored);
        return value == null ? region.drop(e) : region.served(e, stored, value);
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
            if (renewal.phases.renewal != renewal) {
                return; // it was given up
            }
            renewal.phases.renewal = null;
            if (renewal.entry.state == Entry.LIVE) {
                budget.remove(region.ledger, renewal.entry, RemovalCause.REPLACED);
                region.ledger.changed(renewal.entry.hash());
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
            if (renewal.phases.renewal != renewal) {
                return; // it was given up
            }
            if (renewal.elsewhere) {
                boolean unused = rest(renewal, Math.min(freshness.retryNanos(), Freshness.RETRY_NANOS));
                return;
            }
            boolean cancelled = cause == null && !renewal.inBackground;
            boolean served = (cancelled ? end(renewal) : rest(renewal)) && !lifetime.expired(e, clock.exact());
            if (renewal.inBackground) {
                region.counters.refreshFailures.increment();
            } else if (served && cause instanceof Exception && !(cause instanceof InterruptedException)) {
                renewal.instead = renewal.stored;
            }
        } finally {
            budget.unlock();
        }
    }

    /** Ends a renewal without a new value; returns whether the old one is there still. The caller holds the lock. */
    boolean rest(Renewal renewal) {
        return rest(renewal, freshness.retryNanos());
    }

    private boolean rest(Renewal renewal, long nanos) {
        Phases phases = renewal.phases;
        long now = clock.exact();
        long rested = Aging.at(now + nanos);
        phases.rest(rested);
        phases.renewal = null;
        boolean there = renewal.entry.state == Entry.LIVE;
        if (there && phases == Phases.of(renewal.entry) && !phases.isStale(now)) {
            boolean first = phases.staleNanos == Lifetime.NEVER || rested - phases.staleNanos < 0;
            attendAt(renewal.entry, first ? rested : phases.staleNanos);
        }
        return there;
    }

    /** Returns what the leader of a failed flight returns, {@code void.class} for null; null to throw. */
    @Nullable
    Object instead(Renewal renewal) {
        Object stored = renewal.instead;
        Object value = stored == null || Tagged.isOver(stored) ? null : inPlace(stored);
        if (stored != null && value != null) {
            Nests.given(region, renewal.entry, stored);
        }
        if (value != null && renewal.phases.isStale(clock.exact())) {
            region.counters.staleServes.increment();
        }
        return value;
    }

    /** Lets another load take the place of one that takes too long. The caller holds the budget's lock. */
    void giveUp(Renewal renewal) {
        boolean unused = renewal.phases.renewal == renewal && end(renewal);
    }

    /** Ends a renewal; returns whether the old value is there still. The caller holds the lock. */
    private static boolean end(Renewal renewal) {
        renewal.phases.renewal = null;
        return renewal.entry.state == Entry.LIVE;
    }

    /**
     * A call that has met an entry. Immutable.
     *
     * @param fresh its key, with the caller's arguments
     * @param again runs its original again, or null
     */
    record Call(Entry fresh, Rerun.@Nullable Source again) {}
}
