// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.region.Renewals.Call;
import dev.memo.spi.RemovalCause;
import java.util.IdentityHashMap;
import java.util.List;
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
 * <p>A flight that takes too long, or whose leader is gone, loses its barrier: under the lock its entry is unlinked, so that
 * it cannot be published any more, then its latch is opened. Its waiters look again, so one of them leads another flight
 * for another entry and the others wait for that one. A waiter whose time is up leads a flight of its own for the same
 * entry; of those the one opened last is the newest: its value takes an older one's place, and fences off those under way.
 *
 * <p>Thread-safe.
 */
final class Flights {
    private final Region region;
    private final HeapTable table;
    private final Budget budget;
    private final Function<Entry, @Nullable Entry> keeper;
    private final @Nullable Admission admission;
    private final FlightWatch watch;
    private final @Nullable StoreDoor door;
    final Waits waits;
    private final OpenFlights open = new OpenFlights();
    private final boolean always;
    final Governor governor;
    final @Nullable AsyncFlights async;

    /** Ends what is begun here. */
    final Landings landings;

    /** Has loads run by workers, so that callers need not wait for their end; null where they do. */
    final @Nullable TimedLoads timed;

    Flights(Region region, Function<Entry, @Nullable Entry> keeper, Keeping keeping) {
        this.region = region;
        this.table = region.ledger.table;
        this.budget = region.tier.budget;
        this.keeper = keeper;
        this.admission = Admission.of(region, keeping.lock());
        this.watch = new FlightWatch(region, this);
        this.waits = new Waits(region, watch, keeping.failures());
        this.door = StoreDoor.of(region, waits);
        this.always = region.settings.barrier() == Barrier.NONE;
        this.governor = new Governor(region);
        this.landings = new Landings(region, governor, open, admission, watch);
        this.async = keeping.async() == null ? null : new AsyncFlights(region, this, keeping.async());
        this.timed = TimedLoads.of(region, this, keeping.failures());
    }

    /** See {@link Region#begin}. */
    @Nullable
    Object begin(Entry fresh, Rerun.@Nullable Source again) throws Throwable {
        Nests.reads(region, fresh);
        if (governor.bypasses() || (timed != null && timed.comesBack(fresh))) {
            return null;
        }
        Patience patience = null;
        Object found;
        Call call = new Call(fresh, again);
        do {
            try {
                StackHeadroom.toLand();
                found = findOrOpen(call, patience != null && patience.isLost());
            } catch (Throwable cause) {
                return region.bypass(cause);
            }
            if (found instanceof Flight flight) {
                boolean mine = flight.isLedHere();
                if (async != null) {
                    return mine ? takeOff((AsyncFlight) flight) : async.join((AsyncFlight) flight, call);
                }
                if (mine && admission == null) {
                    return takeOff(flight, call, patience);
                }
                patience = patience == null ? waits.patience() : patience;
                found = mine ? admitted(admission, flight, patience, call) : waits.await(flight, patience);
            }
        } while (found == Waits.AGAIN);
        return found == Renewals.RUN ? null : thrownOr(found);
    }

    /** Throws what is kept in the place of a value. */
    private @Nullable Object thrownOr(@Nullable Object found) throws Throwable {
        if (found instanceof Thrown thrown && async == null) {
            throw thrown.failure();
        }
        return found;
    }

    /** Leads a flight once the gate and the user's lock let it in; a wait for them in vain may end in something else. */
    private @Nullable Object admitted(@Nullable Admission doors, Flight flight, Patience patience, Call call)
            throws Throwable {
        Object instead = null;
        try {
            WaitEnd end = doors == null ? null : doors.enter(flight, patience);
            if (end == WaitEnd.OVER) {
                instead = value(flight.entry);
            } else if (end != null) {
                instead = waits.instead(end, patience, flight.entry);
            }
        } catch (Throwable cause) { // the JVM's, out of stack or memory: nobody else would land the flight
            flight.cancel();
            return region.bypass(cause);
        }
        if (instead == null) {
            return takeOff(flight, call, patience);
        }
        flight.cancel();
        return Waits.given(instead);
    }

    /** Returns the value that somebody has put under the entry's key meanwhile, or null. */
    private @Nullable Object value(Entry e) {
        Entry current = table.find(e);
        Object stored = current == null ? null : current.value;
        if (current == null || stored == null || stored instanceof Thrown || region.remainingNanos(current) <= 0) {
            return null;
        }
        Nests.given(region, current, stored);
        return waits.copy(stored);
    }

    private @Nullable Object takeOff(AsyncFlight flight) {
        Object stored = Beside.serve(region, flight);
        return stored == null ? lead(flight) : stored;
    }

    private @Nullable Object takeOff(Flight flight, Call call, @Nullable Patience patience) throws Throwable {
        Object stored = door == null ? Beside.serve(region, flight) : door.enter(flight, patience);
        if (stored != null) {
            return stored;
        }
        return timed == null || call.again() == null ? lead(flight) : timed.lead(flight, call);
    }

    /** Makes the caller the leader of a flight that another thread has opened; returns false if it has landed already. */
    boolean takeOver(Flight flight, boolean comesBack) {
        budget.lock();
        try {
            if (flight.landed()) {
                return false;
            }
            long now = region.tier.clock.exact();
            flight.starts(now);
            flight.worker = Thread.currentThread();
            if (flight.renewal != null) {
                Renewals.takeOver(flight.renewal, comesBack, now);
            } else if (comesBack && timed != null) {
                timed.expect(flight.entry);
            }
            return true;
        } finally {
            budget.unlock();
        }
    }

    /** As a worker, waits for the gate and the user's lock; returns the flight, or null if it cannot be led, or need not. */
    @Nullable
    Object leadInBackground(Flight flight) {
        try {
            WaitEnd end = admission == null ? null : admission.enter(flight, waits.patience());
            if (end != null && end != WaitEnd.OVER) {
                flight.cancel();
                return null;
            }
        } catch (Throwable cause) { // the JVM's, out of stack or memory: nobody else would land the flight
            flight.cancel();
            return region.bypass(cause);
        }
        return door == null || door.renews(flight) ? lead(flight) : null;
    }

    /** Makes ready to run the original; returns the flight, or null if it cannot be led. */
    @Nullable
    Object lead(Flight flight) {
        try {
            region.events.leads(flight);
            Beside.forgetRestored(region, flight.entry);
            governor.missed();
            governor.takesOff(flight);
            flight.nest = flight.nest == null ? Nests.open(flight, region) : flight.nest;
            flight.starts(region.tier.clock.exact()); // last, so that the load's time is the original's
            return flight;
        } catch (Throwable cause) { // a logger's, or the JVM's: nobody else would land the flight
            if (async != null && !(cause instanceof VirtualMachineError)) {
                async.report(cause);
                return flight; // others may have left with a part in it
            }
            flight.cancel();
            return region.bypass(cause);
        }
    }

    /**
     * Returns a flight of the caller's, another's to wait for, a value, or null to run the original.
     *
     * @param alone whether the caller waits for nobody
     */
    @Nullable
    Object findOrOpen(Call call, boolean alone) {
        Entry fresh = call.fresh();
        Entry kept = null;
        for (; ; ) {
            HeapTable.Spot spot = table.spot(fresh.hash());
            Entry e = spot.search(fresh);
            if (e != null) {
                Object found = look(e, call, alone);
                if (found != this) {
                    return found == e ? waits.bypass() : found;
                }
            } else {
                kept = kept == null ? keeper.apply(fresh) : kept;
                if (kept == null) {
                    governor.missed();
                    return waits.bypass();
                }
                Flight mine = open(kept, spot);
                if (mine != null) {
                    return mine;
                }
            }
        }
    }

    /** Returns a value, a flight, the entry if the caller leads its flight already, or this to look again. */
    private @Nullable Object look(Entry e, Call call, boolean alone) {
        Object value = served(e, call);
        if (value != null) {
            return value;
        }
        Flight joined = always || alone || landings.isFutile(e) ? null : e.othersFlight();
        if (joined != null) {
            return joined;
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
            boolean own = flight.isLedHere();
            if (always || landings.isFutile(e) || flight.landed() || (alone && !own)) {
                return opened(flight(e));
            }
            return own ? e : flight;
        } finally {
            budget.unlock();
        }
    }

    /** Returns what an entry with a value gives: that, an exception that is kept, or what {@link Renewals#attend} says. */
    private @Nullable Object served(Entry e, Call call) {
        Object value = e.value == null ? null : region.hit(e);
        if (value == null && region.failures != null) {
            value = region.keptFailure(e);
        }
        return value == null && region.renewals != null ? region.renewals.attend(e, call) : value;
    }

    private @Nullable Flight open(Entry kept, HeapTable.Spot spot) {
        Flight mine = flight(kept);
        budget.lock();
        try {
            if (!table.link(kept, spot)) {
                return null;
            }
            return opened(mine);
        } finally {
            budget.unlock();
        }
    }

    /** The caller holds the lock. */
    private Flight opened(Flight mine) {
        mine.entry.open(mine);
        open.add(mine);
        region.counters.opened.increment();
        return mine;
    }

    /** Returns a flight of the caller's that is to give a live entry another value. The caller holds the lock. */
    Flight renewing(Entry e) {
        Flight mine = flight(e);
        open.add(mine);
        return mine;
    }

    private Flight flight(Entry e) {
        Flight flight = async == null ? new Flight(this, e, Thread.currentThread()) : async.open(e);
        flight.stamp = region.tagging.now();
        return flight;
    }

    /** The leader has run the original, on this thread; the flight goes on. */
    void leaderLeft(Flight flight) {
        governor.landed(flight);
    }

    /** Returns what a call gets of what was found; see {@link Region#given}. */
    @Nullable
    Object given(@Nullable Object found) {
        return async == null ? found : async.given(found);
    }

    /**
     * Takes the barrier from a flight: what it gives will not be kept, and its waiters look again.
     *
     * @return whether it had the barrier
     */
    boolean takeBarrier(Flight flight) {
        budget.lock();
        try {
            if (flight.landed() || !flight.listed) {
                return false;
            }
            Entry e = flight.entry;
            if (e.state == Entry.LOADING && e.flight() == flight) {
                budget.remove(region.ledger, e, RemovalCause.INVALIDATED);
            }
            if (flight.isLeaderGone()) {
                open.remove(flight);
            }
            if (region.renewals != null && flight.renewal != null) {
                region.renewals.giveUp(flight.renewal);
            }
            flight.vacate();
        } finally {
            budget.unlock();
        }
        if (admission != null) {
            admission.expel(flight);
        }
        RegionStore.leave(flight);
        return true;
    }

    /** Returns the flights that are under way, the newest first. */
    List<Flight> underWay() {
        budget.lock();
        try {
            return open.all();
        } finally {
            budget.unlock();
        }
    }

    /** See {@link Region#loadsUnderWay}. */
    List<LoadUnderWay> loads() {
        IdentityHashMap<Blocker, Integer> waiters = WaitGraph.waiters();
        long now = region.tier.clock.exact();
        return underWay().stream()
                .map(flight -> new LoadUnderWay(
                        method(), flight.leader(), flight.ageNanos(now), waiters.getOrDefault(flight, 0)))
                .toList();
    }

    /** Returns null, as this call goes through. */
    @Nullable
    Object inert() {
        return waits.bypass();
    }

    Region region() {
        return region;
    }

    FlightWatch watch() {
        return watch;
    }

    /** Returns the name in reports of what is loaded. */
    String method() {
        return region.settings.name();
    }

    /** See {@link Flight#get}. */
    @Nullable
    Object instead(Renewal renewal) {
        return region.renewals == null ? null : region.renewals.instead(renewal);
    }
}
