// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.spi.RemovalCause;
import org.jspecify.annotations.Nullable;

/**
 * Lands the flights of one region: keeps what the original returned, or leaves the entry as if nobody had come; then lets
 * go what the leader held. The other half of {@link Flights}, whose protocol it follows.
 *
 * <p>Thread-safe. Encodes, weighs and tags, which is user code, with no lock held.
 */
final class Landings {
    private static final long NONE = Long.MIN_VALUE;

    private final Region region;
    private final Budget budget;
    private final Governor governor;
    private final OpenFlights open;
    private final @Nullable Admission admission;
    private final FlightWatch watch;
    private final boolean always;

    /** The hash of the key whose value could not be kept last: waiting for another load of it gives nothing. */
    private volatile long futile = NONE;

    Landings(Region region, Governor governor, OpenFlights open, @Nullable Admission admission, FlightWatch watch) {
        this.region = region;
        this.budget = region.tier.budget;
        this.governor = governor;
        this.open = open;
        this.admission = admission;
        this.watch = watch;
        this.always = region.settings.barrier() == Barrier.NONE;
    }

    /** Returns whether the value that was loaded last for the entry's key could not be kept. */
    boolean isFutile(Entry e) {
        return futile == e.hash();
    }

    /** Lands a flight whose original returned. */
    void loaded(Flight flight, @Nullable Object value) {
        Entry e = flight.entry;
        boolean landing = false;
        try {
            long now = flight.endNanos;
            long nanos = flight.shareNanos(now);
            watch.landsLate(flight, flight.ageNanos(now));
            tellGovernor(flight);
            Object stored = region.values.keep(value);
            noteFutility(e, stored == null);
            flight.outcome(stored);
            boolean unkept = stored == null || (value == null && !region.settings.cacheNull());
            Candidate c = stored == null || unkept ? null : appraised(flight, stored, value);
            if (region.store != null) {
                region.store.prepare(flight, value, c);
            }
            landing = true;
            if (unkept) {
                landUnkept(flight, nanos);
            } else {
                landKept(flight, c, nanos);
            }
        } catch (Throwable cause) {
            abandonLoaded(flight, landing);
            region.tier.trouble.report(region.settings.name(), cause);
        } finally {
            leave(flight, true);
        }
    }

    /** Ends a flight whose landing failed: its original has run all the same, which is counted unless it was. */
    private void abandonLoaded(Flight flight, boolean counted) {
        abandon(flight);
        if (!counted) {
            landUnkept(flight, flight.shareNanos(flight.endNanos));
        }
    }

    private void landKept(Flight flight, @Nullable Candidate c, long nanos) {
        land(c == null ? null : c.born(flight.born(flight.endNanos)), flight, nanos);
        dropIfBypassed(flight.entry);
        if (region.store != null) {
            region.store.settle(flight);
        }
    }

    /** Returns null where the user's weigher or function of lifetimes throws, which is the caller's trouble no more. */
    private @Nullable Candidate appraised(Flight flight, Object stored, @Nullable Object value) {
        try {
            Candidate untagged = region.appraisal.of(flight.entry, stored, value, 0);
            Candidate c = beneath(flight, region.appraisal.tagged(untagged, value, flight.stamp));
            flight.kept(c.stored());
            return c;
        } catch (Throwable cause) {
            region.tier.trouble.report(region.settings.name(), cause);
            return null;
        }
    }

    /** Returns the value with what its original was given by Memo: where it comes from, and until when that is fresh. */
    private Candidate beneath(Flight flight, Candidate c) {
        Nest nest = flight.nest;
        return nest == null ? c : region.appraisal.computed(c, nest.origins()).until(flight.freshUntil);
    }

    private void land(@Nullable Candidate c, Flight flight, long nanos) {
        budget.lock();
        try {
            Entry e = flight.renewal == null ? flight.entry.forLoads() : flight.entry;
            flight.freshUntil = c == null ? flight.freshUntil : region.lifetime.freshEnd(c);
            if (c == null || region.lifetime.endsAtBirth(c) || flight.vacated() || Tagged.isOver(c.stored())) {
                if (region.store != null) {
                    region.store.unkept(flight);
                }
                landUnkept(flight, nanos);
                return;
            }
            region.counters.loaded(nanos);
            region.events.loaded(flight, nanos, e.state != Entry.GONE);
            e.cost = LoadTime.of(nanos);
            if (region.store != null && e.state != Entry.GONE) {
                region.store.put(flight, c, nanos);
                if (region.store.onlyStored(c.weight())) {
                    landOnlyStored(flight, e);
                    return;
                }
            }
            publish(c, flight, e);
        } finally {
            budget.unlock();
        }
    }

    /** Keeps a value in the place of an entry of the flight's. The caller holds the lock. */
    private void publish(Candidate c, Flight flight, Entry e) {
        boolean again =
                e.state == Entry.LIVE && flight.renewal == null; // after another load, for which it was opened too
        boolean oneOfSeveral = again || e.isLoadedSeveralTimes();
        if (c.isTooHeavy()) {
            refuse(e);
        } else if (budget.publish(region.ledger, c.entry() == e ? c : c.under(e))) {
            region.counters.puts.increment();
            e.reloaded = again;
        }
        noteEnd(flight);
        if (region.store != null) {
            region.store.published(flight);
        }
        region.tagging.help(region.ledger, budget);
        if (oneOfSeveral && !always) { // without a barrier the last one to return wins
            open.olderThan(flight).forEach(Flight::vacate);
        }
        open.remove(flight);
    }

    /** Takes no value that is too heavy for any limit, and keeps no older one. The caller holds the lock. */
    private void refuse(Entry e) {
        if (e.state != Entry.GONE) {
            budget.remove(region.ledger, e, RemovalCause.REPLACED);
            region.counters.rejections.increment();
            region.events.tooLarge();
        }
    }

    /** Leaves the heap without a value that is too large for it, and without an older one. The caller holds the lock. */
    private void landOnlyStored(Flight flight, Entry e) {
        if (e.state == Entry.LIVE && flight.renewal == null) {
            budget.remove(region.ledger, e, RemovalCause.REPLACED);
        }
        region.ledger.changed(e.hash());
        abandon(flight);
    }

    /** Lands a flight with a value that the store had. */
    void promoted(Flight flight, StoredResult found) {
        try {
            Candidate c = found.candidate();
            flight.outcome(found.stored());
            flight.kept(c == null ? null : c.stored());
            budget.lock();
            try {
                boolean kept = c != null && !isTaken(flight) && !staysOut(flight, c);
                region.counters.storeHits.add(isAskedFor(flight) ? 1 : 0);
                region.events.foundBeside(flight.shelf == null ? "snapshot" : "store", kept);
                if (c == null || !kept) {
                    abandon(flight);
                } else {
                    flight.entry.cost = LoadTime.of(found.loadNanos());
                    publish(c, flight, flight.entry);
                }
                flight.freshUntil = c == null ? flight.freshUntil : region.lifetime.freshEnd(c);
            } finally {
                budget.unlock();
            }
        } catch (Throwable cause) {
            abandon(flight);
            region.tier.trouble.report(region.settings.name(), cause);
        } finally {
            leave(flight, true);
        }
    }

    /** Returns whether a caller asks for its value. */
    private static boolean isAskedFor(Flight flight) {
        return flight.renewal == null || !flight.renewal.inBackground;
    }

    /** Returns whether another value has come, or what there was has gone. The caller holds the lock. */
    private static boolean isTaken(Flight flight) {
        Entry e = flight.entry;
        return flight.renewal == null ? e.state != Entry.LOADING : e.state == Entry.GONE;
    }

    /** Returns whether a value that a store had is not for the heap. */
    private boolean staysOut(Flight flight, Candidate c) {
        boolean onlyStored = region.store != null && region.store.onlyStored(c.weight());
        return onlyStored || flight.vacated() || Tagged.isOver(c.stored());
    }

    /** A ttl may have come out shorter. */
    private void noteEnd(Flight flight) {
        Entry kept = flight.entry.last();
        if (kept.state == Entry.LIVE) {
            flight.freshUntil = region.lifetime.freshEnd(kept);
        }
    }

    private void landUnkept(Flight flight, long nanos) {
        budget.lock();
        try {
            region.counters.loaded(nanos);
            region.events.loaded(flight, nanos, false);
            abandon(flight);
        } finally {
            budget.unlock();
        }
    }

    /** Lands a flight whose original threw. */
    void failed(Flight flight) {
        try {
            long now = flight.endNanos;
            long nanos = flight.shareNanos(now);
            tellGovernor(flight);
            Candidate kept = region.failures == null || flight.renewal != null || flight.vacated()
                    ? null
                    : failure(flight, region.failures.candidate(flight.entry, flight.failure(), region.values, now));
            budget.lock();
            try {
                region.counters.loadFailures.increment();
                if (kept != null && kept.entry().state == Entry.LOADING && budget.publish(region.ledger, kept)) {
                    region.counters.loaded(nanos);
                    region.events.loaded(flight, nanos, true);
                    noteEnd(flight);
                    open.remove(flight);
                } else {
                    landUnkept(flight, nanos);
                }
            } finally {
                budget.unlock();
            }
        } finally {
            leave(flight, false);
        }
    }

    /** An exception has no origins: one that has come from something that may be invalidated is not kept. */
    private @Nullable Candidate failure(Flight flight, @Nullable Candidate c) {
        if (c == null || (flight.nest != null && flight.nest.origins() != null)) {
            return null;
        }
        Candidate until = c.until(flight.freshUntil);
        return region.lifetime.endsAtBirth(until) ? null : until;
    }

    /** Drops what was published after the governor had the region cleared: it marks the bypass first, then clears. */
    private void dropIfBypassed(Entry e) {
        if (governor.isBypassing()) {
            region.clear(e);
        }
    }

    private void tellGovernor(Flight flight) {
        if (flight.landsOnLeader()) {
            governor.landed(flight);
        }
    }

    private void noteFutility(Entry e, boolean unkept) {
        if (unkept) {
            futile = e.hash();
        } else if (futile == e.hash()) {
            futile = NONE;
        }
    }

    /** Ends a flight that never took off, or whose original knows nothing of its key, which is a load all the same. */
    void cancelled(Flight flight) {
        if (flight.absent) {
            tellGovernor(flight);
            landUnkept(flight, flight.shareNanos(flight.now()));
        } else {
            abandon(flight);
        }
        leave(flight, false);
    }

    private void leave(Flight flight, boolean loaded) {
        if (region.renewals != null && flight.renewal != null) {
            region.renewals.landed(flight.renewal, loaded, flight.failure());
        }
        if (admission != null) {
            admission.leave(flight);
        }
        RegionStore.leave(flight);
    }

    /** Unlinks an entry that its last loader leaves without a value. */
    private void abandon(Flight flight) {
        budget.lock();
        try {
            Entry e = flight.entry;
            boolean underWay = open.remove(flight);
            if (underWay && e.state == Entry.LOADING && e.abandon()) {
                budget.remove(region.ledger, e, RemovalCause.INVALIDATED);
            }
        } finally {
            budget.unlock();
        }
    }
}
