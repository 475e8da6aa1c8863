// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.spi.RemovalCause;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The barrier of one region: opens, joins, awaits and lands its flights.
 *
 * <p>The protocol, for two callers L and W of one cold key. L finds no entry, links one that is LOADING with its
 * flight, and leaves with the flight to run the original. W finds that entry, waits for the flight, and takes its
 * outcome. L lands: encodes the value, publishes it into the entry if that is still linked, opens the latch. If the
 * key is invalidated in between, the entry is unlinked and GONE: L's value goes to L and W only, and a third caller
 * finds no entry and opens a flight of its own. Nothing here waits, or runs user code, with a lock held.
 *
 * <p>Thread-safe.
 */
final class Flights {
    private static final long NONE = Long.MIN_VALUE;

    private final Region region;
    private final HeapTable table;
    private final Budget budget;
    private final Function<Entry, @Nullable Entry> keeper;
    private final @Nullable Gate gate;
    private final boolean always;
    private final Governor governor;

    /** The hash of the key whose value could not be kept last: waiting for another load of it gives nothing. */
    private volatile long futile = NONE;

    Flights(Region region, Function<Entry, @Nullable Entry> keeper) {
        this.region = region;
        this.table = region.ledger.table;
        this.budget = region.tier.budget;
        this.keeper = keeper;
        this.gate = region.settings.barrier() == Barrier.METHOD ? new Gate() : null;
        this.always = region.settings.barrier() == Barrier.NONE;
        this.governor = new Governor(region);
    }

    /** See {@link Region#begin}. */
    @Nullable
    Object begin(Entry fresh) throws Throwable {
        if (governor.bypasses()) {
            return null;
        }
        Object found;
        try {
            StackHeadroom.toLand();
            found = findOrOpen(fresh);
        } catch (Throwable cause) {
            return region.bypass(cause);
        }
        if (!(found instanceof Flight flight)) {
            return found;
        }
        if (flight.leader != Thread.currentThread()) {
            return await(flight);
        }
        return lead(flight);
    }

    private @Nullable Object lead(Flight flight) throws Throwable {
        try {
            governor.missed();
            if (gate != null) {
                flight.passed(gate.enter());
            }
            governor.takesOff(flight);
            flight.startNanos = region.tier.clock.exact(); // last, so that the load's time is the original's
            return flight;
        } catch (Throwable cause) { // a logger's, or the JVM's: nobody else would land the flight
            flight.cancel();
            return region.bypass(cause);
        }
    }

    /** Returns a flight of the caller's, another's to wait for, a value, or null to run the original. */
    private @Nullable Object findOrOpen(Entry fresh) {
        Entry kept = null;
        for (; ; ) {
            HeapTable.Spot spot = table.spot(fresh.hash);
            Entry e = spot.search(fresh);
            if (e != null) {
                Object found = look(e);
                if (found != this) {
                    return found == e ? inert() : found;
                }
            } else {
                kept = kept == null ? keeper.apply(fresh) : kept;
                if (kept == null) {
                    governor.missed();
                    return inert();
                }
                Flight mine = open(kept, spot);
                if (mine != null) {
                    return mine;
                }
            }
        }
    }

    /** Returns a value, a flight, the entry if the caller leads its flight already, or this to look again. */
    private @Nullable Object look(Entry e) {
        Object value = e.value == null ? null : region.hit(e);
        if (value != null) {
            return value;
        }
        budget.lock();
        try {
            Flight flight = e.flight();
            if (e.state == Entry.LIVE) {
                budget.expire(region.ledger, e);
                return this;
            }
            if (e.state == Entry.GONE || flight == null) {
                return this;
            }
            if (always || futile == e.hash || flight.landed()) {
                Flight mine = flight(e);
                e.open(mine);
                region.counters.opened.increment();
                return mine;
            }
            return flight.leader == Thread.currentThread() ? e : flight;
        } finally {
            budget.unlock();
        }
    }

    private @Nullable Flight open(Entry kept, HeapTable.Spot spot) {
        Flight mine = flight(kept);
        budget.lock();
        try {
            if (!table.link(kept, spot)) {
                return null;
            }
            kept.open(mine);
            region.counters.opened.increment();
            return mine;
        } finally {
            budget.unlock();
        }
    }

    private Flight flight(Entry e) {
        return new Flight(this, e, Thread.currentThread());
    }

    private @Nullable Object await(Flight flight) throws Throwable {
        long since = region.tier.clock.exact();
        boolean waited = true;
        try {
            waited = WaitGraph.await(flight);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return inert();
        } finally {
            if (waited) {
                region.counters.waits.increment();
                region.counters.waitNanos.add(region.tier.clock.exact() - since);
            }
        }
        return waited ? landed(flight) : inert();
    }

    /** Returns what a waiter gets of a flight that has landed. */
    private @Nullable Object landed(Flight flight) throws Throwable {
        Throwable failure = flight.failure();
        Object value = failure == null ? copy(flight.outcome()) : null;
        if (failure == null && value == null) {
            return inert();
        }
        region.counters.misses.increment();
        if (failure != null) {
            throw failure;
        }
        return value;
    }

    /** Returns the leader's value as this waiter gets it, null if it cannot: a codec's trouble never reaches a caller. */
    private @Nullable Object copy(@Nullable Object stored) {
        try {
            return stored == null ? null : region.values.open(stored);
        } catch (RuntimeException | LinkageError e) {
            region.tier.trouble.report(region.settings.name(), e);
            return null;
        }
    }

    private @Nullable Object inert() {
        region.counters.bypasses.increment();
        return null;
    }

    /** Lands a flight whose original returned. */
    void loaded(Flight flight, @Nullable Object value) {
        Entry e = flight.entry;
        try {
            long now = region.tier.clock.exact();
            long nanos = now - flight.startNanos;
            governor.landed(flight);
            Object stored = region.values.keep(value);
            noteFutility(e, stored == null);
            flight.outcome(stored);
            if (stored == null || (value == null && !region.settings.cacheNull())) {
                landUnkept(e, nanos);
            } else {
                land(appraised(e, stored, value, now), e, nanos);
                dropIfBypassed(e);
            }
        } catch (Throwable cause) {
            abandon(e);
            region.tier.trouble.report(region.settings.name(), cause);
        } finally {
            leave(flight);
        }
    }

    /** Returns null where the user's weigher or function of lifetimes throws, which is the caller's trouble no more. */
    private @Nullable Candidate appraised(Entry e, Object stored, @Nullable Object value, long now) {
        try {
            return region.appraisal.of(e, stored, value, 0).born(now);
        } catch (Throwable cause) {
            region.tier.trouble.report(region.settings.name(), cause);
            return null;
        }
    }

    private void land(@Nullable Candidate c, Entry e, long nanos) {
        if (c == null || c.ended()) {
            landUnkept(e, nanos);
            return;
        }
        budget.lock();
        try {
            region.counters.loaded(nanos);
            e.cost = LoadTime.of(nanos);
            if (budget.publish(region.ledger, c)) {
                region.counters.puts.increment();
            }
        } finally {
            budget.unlock();
        }
    }

    private void landUnkept(Entry e, long nanos) {
        budget.lock();
        try {
            region.counters.loaded(nanos);
            abandon(e);
        } finally {
            budget.unlock();
        }
    }

    /** Lands a flight whose original threw. */
    void failed(Flight flight) {
        try {
            long nanos = region.tier.clock.exact() - flight.startNanos;
            governor.landed(flight);
            budget.lock();
            try {
                region.counters.loadFailures.increment();
                landUnkept(flight.entry, nanos);
            } finally {
                budget.unlock();
            }
        } finally {
            leave(flight);
        }
    }

    /** Drops what was published after the governor had the region cleared: it marks the bypass first, then clears. */
    private void dropIfBypassed(Entry e) {
        if (governor.isBypassing()) {
            region.clear(e);
        }
    }

    private void noteFutility(Entry e, boolean unkept) {
        if (unkept) {
            futile = e.hash;
        } else if (futile == e.hash) {
            futile = NONE;
        }
    }

    /** Ends a flight that never took off. */
    void cancelled(Flight flight) {
        abandon(flight.entry);
        leave(flight);
    }

    private void leave(Flight flight) {
        if (gate != null && flight.passed()) {
            gate.exit();
        }
    }

    /** Unlinks an entry that its last loader leaves without a value. */
    private void abandon(Entry e) {
        budget.lock();
        try {
            if (e.state == Entry.LOADING && e.abandon()) {
                budget.remove(region.ledger, e, RemovalCause.INVALIDATED);
            }
        } finally {
            budget.unlock();
        }
    }
}
