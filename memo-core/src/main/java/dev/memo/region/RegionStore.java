// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.codec.NotAllowed;
import dev.memo.frame.Frames;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import dev.memo.store.HeldLease;
import dev.memo.store.StoreTier;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store's side of one region: a miss in the heap looks there before its original runs, and what an original has
 * returned goes there when it is published.
 *
 * <p>An invalidation is told before the heap forgets and once more after, and then the heap forgets once more, as
 * {@link Invalidating} says. What is published is told under the budget's lock, so that the store has
 * values in the order in which the heap had them. Trouble ends here: it makes a miss, or a value that is not stored.
 * Thread-safe; reads do I/O and take no lock of the budget's.
 */
public final class RegionStore {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final StoreTier tier;
    final String name;
    private final Function<@Nullable Object[], @Nullable StoreKey> keys;
    final Frames frames;
    final StoreWays ways;
    final StoredEntries entries = new StoredEntries();

    /** Whether nothing is found there any more, as its cache is closed. */
    volatile boolean closed;

    /** Set by the region while it is made. */
    private @Nullable Attached attached;

    /**
     * Creates the side of a region.
     *
     * @param tier the runtime's
     * @param name of the region in the store, the same in every process
     * @param keys makes a key of an entry's parts, null where it would not be the same in every process
     * @param frames wraps values
     * @param ways how values are kept
     */
    public RegionStore(
            StoreTier tier,
            String name,
            Function<@Nullable Object[], @Nullable StoreKey> keys,
            Frames frames,
            StoreWays ways) {
        this.tier = tier;
        this.name = name;
        this.keys = keys;
        this.frames = frames;
        this.ways = ways;
        tier.keepOnly(name, frames.fingerprint());
    }

    /** Makes it the side of a region, which is being made; nothing where there is none. */
    static void attach(@Nullable RegionStore store, Region region) {
        if (store != null) {
            StoredLife life = new StoredLife(region.lifetime, store.ways, region.appraisal.isPlain());
            store.attached = new Attached(region, life, new Promotions(region, store.frames, store.ways.tags(), life));
        }
    }

    /**
     * Looks for a value before the flight's original runs, and lands the flight with it. One that is stale becomes the one
     * that is served while the flight renews it.
     *
     * @return the value, {@code void.class} for null; null if the original is to run
     */
    @Nullable
    Object serve(Flight flight) {
        try {
            StoreKey key = closed ? null : keys.apply(flight.entry.parts());
            return key == null ? null : serve(flight, key, tier.read(key));
        } catch (Throwable cause) {
            unasked(cause, List.of(flight));
            return null;
        }
    }

    /** The same for many flights, which are looked for at once, but for those that were before; returns those that have landed. */
    Map<Flight, Object> serve(List<Flight> flights) {
        Map<Flight, Object> served = new HashMap<>();
        if (closed) {
            return served;
        }
        try {
            Map<Flight, StoreKey> wanted = new HashMap<>();
            for (Flight flight : flights) {
                boolean first = flight.shelf == null && flight.renewal == null;
                StoreKey key = first ? keys.apply(flight.entry.parts()) : null;
                if (key != null) {
                    wanted.put(flight, key);
                }
            }
            Map<StoreKey, StoreTier.Lookup> found = tier.readAll(wanted.values());
            wanted.forEach((flight, key) -> {
                Object value = serve(flight, key, Objects.requireNonNull(found.get(key)));
                if (value != null) {
                    served.put(flight, value);
                }
            });
        } catch (Throwable cause) {
            unasked(cause, flights);
        }
        return served;
    }

    /** Throws on what the JVM throws, when nobody waits for the flights any more. */
    private void unasked(Throwable cause, List<Flight> flights) {
        if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
            flights.forEach(Flight::cancel);
            throw error;
        }
        region().tier.trouble.reportAs(name + ": its store was not asked", cause);
    }

    private @Nullable Object serve(Flight flight, StoreKey key, StoreTier.Lookup found) {
        StoreValue stored = found.value();
        boolean again = flight.shelf != null; // while it waits for another process
        Shelf shelf = flight.shelf == null ? new Shelf(key) : flight.shelf;
        shelf.first = stored == null && found.known();
        flight.shelf = shelf;
        StoredResult result = stored == null ? null : usable(flight, key, stored);
        if (result == null || result.stale()) {
            if (!again) {
                region().counters.storeMisses.increment();
            }
            if (result != null && !again) {
                adopt(flight, result);
            }
            return null;
        }
        tier.touch(key, life().nowMicros());
        flight.promote(result);
        tellOfUse();
        return result.value() == null ? Values.NULL : result.value();
    }

    /** Has the heap serve a stale value while the flight renews it. */
    private void adopt(Flight flight, StoredResult stale) {
        Candidate c = stale.candidate();
        Renewals renewals = region().renewals;
        if (renewals != null && c != null && !onlyStored(c.weight())) {
            renewals.adopt(flight, c);
        }
    }

    /** Trouble with code of the user's ends here: the original runs. */
    private @Nullable StoredResult usable(Flight flight, StoreKey key, StoreValue stored) {
        try {
            return attached().promotions.of(flight, key, stored);
        } catch (Promotions.Unusable e) {
            region().events.mismatch(e.why);
            if (!ways.host()) { // else whoever gets the lease replaces it, which a removal would end
                region().counters.storeDiscards.increment();
                long unused = tier.remove(key);
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            region().tier.trouble.reportAs(name + ": a stored result is not served", e);
        }
        return null;
    }

    /**
     * Makes the frame of a value that a flight is to land with; where it cannot be stored, or is not to be kept at all, an
     * older one goes. Called before it is asked whether the value's tags were invalidated. Runs user code, may wait.
     *
     * @param c null if the value is not to be kept
     */
    void prepare(Flight flight, @Nullable Object value, @Nullable Candidate c) {
        Shelf shelf = flight.shelf == null ? shelf(flight.entry) : flight.shelf;
        flight.shelf = shelf;
        if (shelf == null) {
            ways.unstable().accept(flight.entry.parts());
            return;
        }
        boolean storable = c != null && !Tagged.hasOrigins(c.stored());
        if (!storable || !hasRoom(flight) || !frame(shelf, flight.entry, value)) {
            unkept(flight);
        }
    }

    /** Has the older value of a key removed, if there may be one, as the load of another gave nothing to keep. */
    void unkept(Flight flight) {
        if (flight.shelf != null && !flight.shelf.first && !isInTheWay(flight.shelf)) {
            long unused = tier.remove(flight.shelf.key);
        }
    }

    /** Returns a kept key's place in the store; null if it has none there. */
    @Nullable
    Shelf shelf(Entry e) {
        StoreKey key = keys.apply(e.parts());
        return key == null ? null : new Shelf(key);
    }

    /** Returns whether a change by a flight that the other processes have not admitted would end the lease of one that they have. */
    private boolean isInTheWay(Shelf shelf) {
        return ways.host() && shelf.lease == null;
    }

    /** Asks for the right to load a key; returns null if the store cannot be had. */
    StoreTier.@Nullable Claim claim(Shelf shelf) {
        return tier.claim(shelf.key);
    }

    /** Ends what the flight has held in the store, and was not put with; nothing where there is no store. Does I/O. */
    static void leave(Flight flight) {
        HeldLease lease = flight.shelf == null ? null : flight.shelf.lease;
        if (lease != null) {
            lease.release();
        }
    }

    /** Who lands an outcome on whatever thread has it is not held back. */
    private boolean hasRoom(Flight flight) {
        return flight.landsOnLeader() ? tier.awaitRoom() : tier.hasRoom();
    }

    private boolean frame(Shelf shelf, Entry e, @Nullable Object value) {
        try {
            shelf.stamp = attached().promotions.stampOf(e, value, true);
            shelf.frame = shelf.stamp == null ? null : frames.write(value, shelf.key);
            return shelf.frame != null;
        } catch (RuntimeException | LinkageError | StackOverflowError trouble) { // of a codec, or the value's own code
            region().counters.codecFailures.increment();
            if (!NotAllowed.explains(trouble)) {
                region().tier.trouble.reportAs(name + ": a result is not stored", trouble);
            }
            return false;
        }
    }

    /** Returns whether a value of this weight stays out of the heap. */
    boolean onlyStored(int weight) {
        return ways.maxHeapBytes() > 0 && weight > ways.maxHeapBytes();
    }

    /** Has a prepared value written. The caller holds the budget's lock. */
    void put(Flight flight, Candidate c, long loadNanos) {
        Shelf shelf = flight.shelf;
        byte[] frame = shelf == null ? null : shelf.frame;
        byte[] stamp = shelf == null ? null : shelf.stamp;
        if (shelf == null || frame == null || stamp == null || isInTheWay(shelf)) {
            return;
        }
        StoreValue written = life().written(frame, stamp, c, loadNanos);
        HeldLease lease = shelf.lease;
        shelf.number = lease == null ? tier.put(shelf.key, written, shelf.first) : lease.put(written, shelf.first);
        region().counters.storeWrites.increment();
    }

    /** Takes note that the heap has, or had for a moment, what the flight came to. The caller holds the budget's lock. */
    void published(Flight flight) {
        Entry e = flight.entry.last();
        if (flight.shelf != null && e.state == Entry.LIVE) {
            entries.put(flight.shelf.key, e);
        }
    }

    /** Waits until a value that was put is in the store, where values are written through. */
    void settle(Flight flight) {
        tellOfUse();
        boolean unused = flight.shelf == null || settled(flight.shelf.number); // else it has been counted, and told of
    }

    /**
     * Waits until the store has what it was told up to a number, where it is written through; not for one in trouble. No lock
     * may be held.
     *
     * @return false if it has not
     */
    boolean settled(long number) {
        try {
            return !ways.through() || number == 0 || tier.settle(number, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Has the value of a key removed; asked before the heap forgets it, and after.
     *
     * @param fresh its parts are the caller's
     * @return the number of the change, 0 for none
     */
    long forget(Entry fresh) {
        Region region = region();
        try {
            Entry kept =
                    region.keeper.keep(fresh, region.orphans.queue()); // its parts are what the store's key was made of
            StoreKey key = kept == null ? null : keys.apply(kept.parts());
            return key == null ? 0 : tier.remove(key);
        } catch (RuntimeException
                | LinkageError
                | StackOverflowError e) { // of the key's own code: too much is only slow
            return forgetAll();
        }
    }

    /** Has all values of the region removed; asked before the heap forgets them, and after. Returns the number of the change. */
    long forgetAll() {
        return tier.clear(name);
    }

    /** Tells the store that the heap's entry was read. */
    void touch(Entry e) {
        StoreKey key = keys.apply(e.parts());
        if (key != null) {
            tier.touch(key, life().readAtMicros(e));
        }
    }

    /** Drops from the heap what the store has evicted, but for what is about to be written there anew. Takes the lock. */
    public void evicted(Collection<StoreKey> gone) {
        for (StoreKey key : gone) {
            Entry e = tier.awaits(key) ? null : entries.remove(key);
            if (e != null) {
                evict(region(), e);
            }
        }
    }

    private static void evict(Region region, Entry e) {
        region.tier.budget.lock();
        try {
            region.tier.budget.evictAlong(region.ledger, e);
        } finally {
            region.tier.budget.unlock();
        }
    }

    private void tellOfUse() {
        List<Entry> used = entries.used();
        used.forEach(this::touch);
    }

    private Region region() {
        return attached().region;
    }

    StoredLife life() {
        return attached().life;
    }

    Attached attached() {
        return Objects.requireNonNull(attached);
    }

    /** What the region brings. Immutable. */
    record Attached(Region region, StoredLife life, Promotions promotions) {}

    /** What a flight knows of its key's place in the store. Confined to its leader, then to who lands it. */
    static final class Shelf {
        final StoreKey key;

        /** Whether the store is known to have nothing there. */
        boolean first;

        /** The right to load it among all processes. */
        volatile @Nullable HeldLease lease;

        byte @Nullable [] frame;

        /** What the tags stand at. */
        byte @Nullable [] stamp;

        /** What the store was told, without a load. */
        StoreChange.@Nullable Put change;

        /** When the life of what was put began. */
        long bornNanos;

        long number;

        Shelf(StoreKey key) {
            this.key = key;
        }

        boolean isPrepared() {
            return frame != null && stamp != null;
        }
    }
}
