// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import dev.memo.spi.Store;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLease;
import dev.memo.spi.StoreRegion;
import dev.memo.spi.StoreValue;
import dev.memo.spi.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A runtime's store: what is read comes from it or from what waits to be written to it, what is written is written behind.
 *
 * <p>Nothing here throws for the store's trouble. Thread-safe; reads do I/O, changes do not.
 */
public final class StoreTier {
    /** How often what waits is tried to be written at the end. */
    private static final int TRIES = 3;

    private final StoreLink link;
    private final StoreWriter writer;
    private final HeldLeases leases;
    private final Ticker ticker;

    /** Differs from those of all other runtimes in all processes. */
    private final String owner = "process " + ProcessHandle.current().pid() + " ("
            + UUID.randomUUID().toString().substring(0, 8) + ")";

    /**
     * Creates a tier; the store is opened when it is first needed.
     *
     * @param opener opens the store
     * @param threads runs a body on a daemon thread of its own; false where there is none
     * @param reporter is told of each kind of trouble once, until the store has worked again
     * @param evicted is told of the keys that the store has removed to make room, and of those whose leases were over when
     *     they were put with, with no lock held
     */
    public StoreTier(
            Supplier<Store> opener,
            Ticker ticker,
            Predicate<Runnable> threads,
            Consumer<StoreException> reporter,
            Consumer<List<StoreKey>> evicted) {
        this(new StoreLink(opener, ticker, reporter), Pace.USUAL, ticker, threads, evicted);
    }

    StoreTier(StoreLink link, Pace pace, Ticker ticker, Predicate<Runnable> threads, Consumer<List<StoreKey>> evicted) {
        this.link = link;
        this.ticker = ticker;
        this.writer = new StoreWriter(link, pace, ticker, threads, evicted);
        this.leases = new HeldLeases(threads, HeldLeases.LASTS.toNanos() / 3);
    }

    /**
     * Has what other code or other classes have left in a region removed, in the background. May be called with a lock held.
     *
     * @param fingerprint of the values that are of use
     */
    public void keepOnly(String region, byte[] fingerprint) {
        writer.keepOnly(region, fingerprint);
    }

    /** Looks for a key's value. Does I/O. */
    public Lookup read(StoreKey key) {
        StoreChange waiting = writer.waiting(key);
        if (waiting != null) {
            return found(waiting);
        }
        Lookup found = link.read(store -> new Lookup(store.read(key), true));
        return found == null ? Lookup.UNKNOWN : found;
    }

    /** Looks for the values of several keys; those that have one are read at once. Does I/O. */
    public Map<StoreKey, Lookup> readAll(Collection<StoreKey> keys) {
        Map<StoreKey, Lookup> found = new HashMap<>();
        List<StoreKey> asked = new ArrayList<>();
        for (StoreKey key : keys) {
            StoreChange waiting = writer.waiting(key);
            if (waiting == null) {
                asked.add(key);
            } else {
                found.put(key, found(waiting));
            }
        }
        Map<StoreKey, StoreValue> read = asked.isEmpty() ? null : link.read(store -> store.readAll(asked));
        asked.forEach(key -> found.put(key, read == null ? Lookup.UNKNOWN : new Lookup(read.get(key), true)));
        return found;
    }

    /** Returns what a store would find that had made the change. */
    private Lookup found(StoreChange waiting) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, ticker.now());
        boolean there = waiting instanceof StoreChange.Put put
                && put.value().goneAtMicros(put.value().writtenAtMicros()) > now;
        return there ? new Lookup(((StoreChange.Put) waiting).value(), true) : Lookup.NOTHING;
    }

    /** Waits while another thread opens the store, so that what is there is found. */
    public void awaitOpen() {
        String unused = link.readOnceOpen(Store::name);
    }

    /** Returns whether a value waits to be written under the key. */
    public boolean awaits(StoreKey key) {
        return writer.waiting(key) instanceof StoreChange.Put;
    }

    /** Returns the names of the regions that are in the store, or null if nobody can tell. Does I/O. */
    public @Nullable List<String> regions() {
        return link.read(
                store -> store.regions().stream().map(StoreRegion::name).toList());
    }

    /** Returns whether there is room for one more value, without waiting for any; false is counted. */
    public boolean hasRoom() {
        return writer.hasRoom();
    }

    /** Waits until there is room for one more value; returns false if it is better not to bring one. Takes no other lock. */
    public boolean awaitRoom() {
        return writer.awaitRoom();
    }

    /**
     * Has a value written soon. May be called with a lock held.
     *
     * @param first whether a read has found nothing under the key; if an older value may be there and this one is lost, the
     *     older one goes too
     * @return a number for {@link #flush}
     */
    public long put(StoreKey key, StoreValue value, boolean first) {
        return writer.put(key, value, first, false);
    }

    /**
     * Has values written, all in one step, whatever is there now. May be called with a lock held.
     *
     * @param now whether that is done at once, as others may wait for them, or load what they are to replace
     */
    public long putAll(List<StoreChange.Put> puts, boolean now) {
        return writer.putAll(puts, now);
    }

    /** Returns whether a put is going to be written yet, and none that came later in its place. */
    public boolean isWaiting(StoreChange.Put put) {
        return writer.waiting(put.key()) == put;
    }

    /** Has a key removed at once, however long the store is in trouble. May be called with a lock held. */
    public long remove(StoreKey key) {
        return writer.remove(key);
    }

    /** Has all of a region removed, or everything for null, as {@link #remove} does. */
    public long clear(@Nullable String region) {
        return writer.clear(region);
    }

    /** Notes that a value was read, for the store's order of use; it is told some time. */
    public void touch(StoreKey key, long usedAtMicros) {
        writer.touch(key, usedAtMicros);
    }

    /**
     * Asks for the right to load a key, which one runtime among all processes has at a time; asked again, this one gets it
     * anew. It is renewed until it ends. Does I/O, and waits while another thread opens the store.
     *
     * @return null if the store cannot be had
     */
    public @Nullable Claim claim(StoreKey key) {
        StoreLease lease = link.readOnceOpen(store -> store.tryLease(key, owner, HeldLeases.LASTS));
        if (lease == null || !lease.granted()) {
            return lease == null ? null : new Claim(lease.token(), lease.owner(), null);
        }
        HeldLease mine = new HeldLease(lease, leases, link, writer);
        leases.add(mine);
        return new Claim(lease.token(), owner, mine);
    }

    /** Waits until what was changed up to a number is in the store; returns false if it is not. */
    public boolean flush(long upTo, Duration patience) throws InterruptedException {
        return writer.flush(upTo, patience.toNanos());
    }

    /** As {@link #flush}, but does not wait for a store that is in trouble. */
    public boolean settle(long upTo, Duration patience) throws InterruptedException {
        return writer.flush(upTo, link.isPausing() ? 0 : patience.toNanos());
    }

    /** Writes what waits, for so long at most, and closes the store. */
    public void close(Duration patience) {
        long each = patience.toNanos() / TRIES;
        try {
            boolean written = false; // what is lost is lost, but a batch that fails now says nothing of the next one
            for (int tries = 0; tries < TRIES && !written; tries++) {
                written = writer.flush(each);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            link.close();
        }
    }

    /** Returns how often the store failed. */
    public long failures() {
        return link.failures();
    }

    /** Returns how many values were not written since the store could not take them. */
    public long dropped() {
        return writer.dropped();
    }

    /**
     * What came of a claim. Immutable.
     *
     * @param token of the lease that there is now
     * @param owner who holds it
     * @param mine the lease, if this runtime holds it, else null
     */
    public record Claim(long token, String owner, @Nullable HeldLease mine) {}

    /**
     * What a read has found. Immutable.
     *
     * @param value the value, null for none
     * @param known whether it is known that there is none, if there is none
     */
    public record Lookup(@Nullable StoreValue value, boolean known) {
        static final Lookup NOTHING = new Lookup(null, true);
        static final Lookup UNKNOWN = new Lookup(null, false);
    }
}
