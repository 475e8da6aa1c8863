// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ReentrantLock lock;
    private final Function<Entry, @Nullable Entry> keeper;
    private final @Nullable Gate gate;
    private final boolean always;
    private final HitWatch watch;

    /** The hash of the key whose value could not be kept last: waiting for another load of it gives nothing. */
    private volatile long futile = NONE;

    Flights(Region region, Function<Entry, @Nullable Entry> keeper) {
        this.region = region;
        this.table = region.ledger.table;
        this.lock = region.tier.budget.lock;
        this.keeper = keeper;
        this.gate = region.settings.barrier() == Barrier.METHOD ? new Gate() : null;
        this.always = region.settings.barrier() == Barrier.NONE;
        this.watch = new HitWatch(region.settings.name(), region.counters.hits, region.tier.statistics);
    }

    /** See {@link Region#begin}. */
    @Nullable
    Object begin(Entry fresh) throws Throwable {
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
            region.counters.misses.increment();
            watch.missed();
            if (gate != null) {
                flight.passed(gate.enter());
            }
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
            int version = table.version();
            Entry head = table.head(fresh.hash);
            Entry e = HeapTable.search(head, fresh);
            if (e != null) {
                Object found = look(e);
                if (found != this) {
                    return found == e ? inert() : found;
                }
            } else {
                kept = kept == null ? keeper.apply(fresh) : kept;
                if (kept == null) {
                    watch.missed();
                    return inert();
                }
                Flight mine = open(kept, version, head);
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
        lock.lock();
        try {
            Flight flight = e.flight;
            if (e.state == Entry.LIVE) {
                region.tier.budget.expire(region.ledger, e);
                return this;
            }
            if (e.state == Entry.GONE || flight == null) {
                return this;
            }
            if (always || futile == e.hash || flight.landed()) {
                e.loaders++;
                e.flight = flight(e);
                return e.flight;
            }
            return flight.leader == Thread.currentThread() ? e : flight;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Flight open(Entry kept, int version, @Nullable Entry head) {
        Flight mine = flight(kept);
        lock.lock();
        try {
            if (!table.link(kept, version, head)) {
                return null;
            }
            kept.flight = mine;
            kept.loaders = 1;
            return mine;
        } finally {
            lock.unlock();
        }
    }

    private Flight flight(Entry e) {
        return new Flight(this, e, Thread.currentThread(), region.tier.clock.exact());
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
        try {
            countLoad(flight);
            boolean vetoed = value == null && !region.settings.cacheNull();
            Object stored = region.values.keep(value);
            noteFutility(flight.entry, stored == null);
            flight.outcome(stored);
            if (stored == null || vetoed) {
                abandon(flight.entry);
            } else if (region.tier.budget.publish(
                    region.ledger, flight.entry, stored, Weights.of(region.values, flight.entry, stored))) {
                region.counters.puts.increment();
            }
        } catch (Throwable cause) {
            abandon(flight.entry);
            region.tier.trouble.report(region.settings.name(), cause);
        } finally {
            leave(flight);
        }
    }

    /** Lands a flight whose original threw. */
    void failed(Flight flight) {
        try {
            countLoad(flight);
            region.counters.loadFailures.increment();
        } finally {
            abandon(flight.entry);
            leave(flight);
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

    private void countLoad(Flight flight) {
        region.counters.loads.increment();
        region.counters.loadNanos.add(region.tier.clock.exact() - flight.startNanos);
    }

    private void leave(Flight flight) {
        if (gate != null && flight.passed()) {
            gate.exit();
        }
    }

    /** Unlinks an entry that its last loader leaves without a value. */
    private void abandon(Entry e) {
        lock.lock();
        try {
            if (e.state == Entry.LOADING && --e.loaders == 0) {
                region.tier.budget.remove(region.ledger, e);
            }
        } finally {
            lock.unlock();
        }
    }
}
