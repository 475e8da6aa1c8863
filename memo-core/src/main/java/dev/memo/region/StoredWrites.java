// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.frame.Reading;
import dev.memo.spi.CodecException;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The store's side of what a region is asked and told without a load: by direct caches.
 *
 * <p>The store is told under the budget's lock, together with the heap, so that both have values in the same order. What is
 * found in the store is published by a flight, as a load is, so that an invalidation in between fences it off. A value that
 * is put needs no lease: it ends that of whoever loads its key, in whatever process, so that what comes of that is fenced off.
 * Thread-safe.
 */
final class StoredWrites {
    private final Region region;
    private final RegionStore store;

    private StoredWrites(Region region, RegionStore store) {
        this.region = region;
        this.store = store;
    }

    /** Returns null where there is no store. */
    static @Nullable StoredWrites of(Region region) {
        return region.store == null ? null : new StoredWrites(region, region.store);
    }

    /** Looks in the store for a key that the heap has not; keeps what it finds in the heap. Counts it. Does I/O. */
    @Nullable
    Object find(Entry fresh) {
        if (region.flights.async != null) {
            return look(fresh, true); // whoever comes meanwhile would have a part in what is no load
        }
        Object found = region.flights.findOrOpen(new Renewals.Call(fresh, null), false);
        if (!(found instanceof Flight flight)) {
            return found instanceof Thrown || found == Renewals.RUN ? null : found;
        }
        if (!flight.isLedHere()) {
            return look(fresh, true); // while somebody loads it, or looks in the store too
        }
        Object value = null;
        try {
            store.tier.awaitOpen();
            value = flight.renewal == null ? store.serve(flight) : null;
        } finally {
            if (!flight.isClaimed()) {
                StoredGuard.abandon(region, flight); // who asks counts the miss
            }
        }
        return value;
    }

    private @Nullable Object look(Entry fresh, boolean counted) {
        StoredOnly only = look(fresh);
        if (only != null && counted) {
            region.tier.budget.lock();
            try {
                region.counters.opened.increment();
                region.counters.storeHits.increment();
                region.events.foundBeside("store", false);
            } finally {
                region.tier.budget.unlock();
            }
        }
        return only == null ? null : only.value();
    }

    /** Returns what the store has under a key; leaves no trace. Does I/O. */
    @Nullable
    StoredOnly look(Entry fresh) {
        try {
            Entry kept = region.keeper.keep(fresh, region.orphans.queue());
            RegionStore.Shelf shelf = kept == null || store.closed ? null : store.shelf(kept);
            return kept == null || shelf == null ? null : open(kept, shelf);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            region.tier.trouble.reportAs(region.settings.name() + ": its store was not asked", e);
            return null;
        }
    }

    private @Nullable StoredOnly open(Entry kept, RegionStore.Shelf shelf) {
        store.tier.awaitOpen();
        StoreValue stored = store.tier.read(shelf.key).value();
        long left = stored == null ? 0 : store.life().leftNanos(stored);
        if (stored == null
                || left == 0
                || !(store.frames.read(stored.bytes(), shelf.key) instanceof Reading.Value read)
                || (read.value() == null && !region.settings.cacheNull())) {
            return null;
        }
        byte[] stamp = store.attached().promotions().stampOf(kept, read.value(), false);
        Object value = read.value() == null ? Values.NULL : read.value();
        return Arrays.equals(stamp, stored.fingerprint()) ? new StoredOnly(kept, stored, value, left) : null;
    }

    /**
     * Returns what the store has under a key of which the heap has nothing to serve, guarded against changes until it is closed.
     * Does I/O.
     */
    StoredGuard guard(Entry fresh) {
        while (region.flights.async == null) {
            Entry there = region.ledger.table.find(fresh);
            if (there != null) {
                return new StoredGuard(region, there, look(fresh), null);
            }
            Entry own = fresh.withParts(fresh.parts()); // the one that is linked is used once
            Object opened = region.flights.findOrOpen(new Renewals.Call(own, null), false);
            if (opened instanceof Flight flight && flight.isLedHere()) {
                return guarded(fresh, flight);
            }
            if (opened == null) {
                break;
            }
        }
        return new StoredGuard(region, region.ledger.table.find(fresh), look(fresh), null);
    }

    private StoredGuard guarded(Entry fresh, Flight flight) {
        boolean looked = false;
        try {
            StoredGuard guard = new StoredGuard(region, flight.entry, look(fresh), flight);
            looked = true;
            return guard;
        } finally {
            if (!looked) {
                StoredGuard.abandon(region, flight);
            }
        }
    }

    /**
     * Makes a value ready for the store. Runs user code, may wait.
     *
     * @throws CodecException if the store cannot keep such a key or value
     */
    RegionStore.Shelf prepare(Entry kept, @Nullable Object value) {
        RegionStore.Shelf shelf = store.shelf(kept);
        if (shelf == null) {
            throw new CodecException("a key must be the same in every process to be stored, and of at most "
                    + StoreKey.MAX_BYTES + " bytes, found one of " + classes(kept)
                    + ". Use a simple value, an enum, or a record of such, or open the cache without a store.");
        }
        if (store.tier.awaitRoom()) {
            shelf.stamp = store.attached().promotions().stampOf(kept, value, true);
            shelf.frame = shelf.stamp == null ? null : store.frames.write(value, shelf.key);
        }
        return shelf;
    }

    private static String classes(Entry kept) {
        StringJoiner names = new StringJoiner(", ");
        for (Object part : kept.parts()) {
            names.add(part == null ? "null" : part.getClass().getName());
        }
        return names.toString();
    }

    /** Returns a key's place in the store; null if it has none there. Runs user code. */
    RegionStore.@Nullable Shelf place(Entry fresh) {
        Entry kept = region.keeper.keep(fresh, region.orphans.queue());
        return kept == null ? null : store.shelf(kept);
    }

    /** Has a value written; one for which there is no room goes, with what is there. The caller holds the budget's lock. */
    void put(RegionStore.Shelf shelf, Candidate c) {
        if (shelf.change != null && store.tier.isWaiting(shelf.change)) {
            return; // it was told with others
        }
        StoreChange.Put change = change(shelf, c);
        if (change != null) {
            shelf.number = store.tier.putAll(List.of(change), store.ways.host());
        }
    }

    /** Takes note that the heap has what was put, too. The caller holds the budget's lock. */
    void published(RegionStore.Shelf shelf, Entry e) {
        store.entries.put(shelf.key, e);
    }

    /**
     * Has all values written in one step, as of one time, before the heap has them; if there is no room for one of them, none
     * is written, and what is there under their keys goes. Takes the budget's lock.
     */
    void putAll(List<Draft> drafts) {
        List<RegionStore.Shelf> shelves = new ArrayList<>();
        drafts.forEach(draft -> draft.addShelfTo(shelves));
        if (!shelves.stream().allMatch(RegionStore.Shelf::isPrepared)) {
            shelves.forEach(shelf -> shelf.frame = null);
            return; // the heap's turn comes, and has each removed
        }
        List<StoreChange.Put> puts = new ArrayList<>();
        region.tier.budget.lock();
        try {
            long now = region.tier.clock.exact();
            for (Draft draft : drafts) {
                RegionStore.Shelf shelf = draft.shelf();
                StoreChange.Put put =
                        shelf == null ? null : change(shelf, draft.candidate().born(now));
                if (put != null) {
                    puts.add(put);
                }
            }
            long number = store.tier.putAll(puts, store.ways.host());
            shelves.forEach(shelf -> shelf.number = number);
        } finally {
            region.tier.budget.unlock();
        }
    }

    /** Returns the change that keeps what is prepared; null if nothing is, so that what is there has to go. */
    private StoreChange.@Nullable Put change(RegionStore.Shelf shelf, Candidate c) {
        byte[] frame = shelf.frame;
        byte[] stamp = shelf.stamp;
        if (frame == null || stamp == null) {
            forget(shelf);
            return null;
        }
        region.counters.storeWrites.increment();
        shelf.bornNanos = c.bornNanos();
        shelf.change = new StoreChange.Put(shelf.key, store.life().written(frame, stamp, c, 0), StoreChange.NO_LEASE);
        return shelf.change;
    }

    /** Has what is under a key removed. The caller may hold the budget's lock. */
    void forget(RegionStore.Shelf shelf) {
        shelf.number = store.tier.remove(shelf.key);
    }

    /** Has all of the region removed; asked before the heap forgets it, and after. Returns the number of the change. */
    long forgetAll() {
        return store.forgetAll();
    }

    /** Returns whether a value stays out of the heap. */
    boolean onlyStored(Candidate c) {
        return store.onlyStored(c.weight());
    }

    /** Waits until the store has what was put, where values are written through; returns whether it has. */
    boolean settled(RegionStore.@Nullable Shelf shelf) {
        return shelf == null || !store.ways.through() || (shelf.frame != null && store.settled(shelf.number));
    }

    /** As {@link #settled(RegionStore.Shelf)}, for all changes up to a number. */
    boolean settled(long number) {
        return store.settled(number);
    }

    /** Finds nothing in the store any more. */
    void close() {
        store.closed = true;
    }
}
