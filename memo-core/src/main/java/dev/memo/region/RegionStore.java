// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.frame.Frames;
import dev.memo.frame.Reading;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import dev.memo.spi.Ticker;
import dev.memo.store.StoreTier;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The store's side of one region: a miss in the heap looks there before its original runs, and what an original has
 * returned goes there when it is published.
 *
 * <p>An invalidation is told before the heap forgets and once more after: a load that begins in between finds nothing, and
 * one that was published just before is removed. What is published is told under the budget's lock, so that the store has
 * values in the order in which the heap had them. Trouble ends here: it makes a miss, or a value that is not stored.
 * Thread-safe; reads do I/O and take no lock of the budget's.
 */
public final class RegionStore {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StoreTier tier;
    private final String name;
    private final Function<@Nullable Object[], @Nullable StoreKey> keys;
    private final Frames frames;
    private final Ticker ticker;
    private final long maxHeapBytes;
    private final boolean through;

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
            Ways ways) {
        this.tier = tier;
        this.name = name;
        this.keys = keys;
        this.frames = frames;
        this.ticker = ways.ticker;
        this.maxHeapBytes = ways.maxHeapBytes;
        this.through = ways.through;
    }

    /**
     * Looks for a value before the flight's original runs, and lands the flight with it.
     *
     * @return the value, {@code void.class} for null; null if there is none
     */
    @Nullable
    Object serve(Flight flight) {
        StoreKey key = keys.apply(flight.entry.parts());
        if (key == null) {
            return null;
        }
        StoreTier.Lookup found = tier.read(key);
        StoreValue stored = found.value();
        flight.shelf = new Shelf(key, stored == null && found.known());
        long left = stored == null ? 0 : leftNanos(stored);
        if (stored == null || left <= 0) {
            return null;
        }
        if (!(frames.read(stored.bytes(), key.digest()) instanceof Reading.Value read)) {
            tier.remove(key);
            return null;
        }
        tier.touch(key, micros(ticker.now()));
        flight.promote(read.value(), left);
        return read.value() == null ? void.class : read.value();
    }

    /** Makes the frame of a value that a flight is to land with; nothing where it cannot be stored. Runs user code, may wait. */
    void prepare(Flight flight, @Nullable Object value) {
        Shelf shelf = flight.shelf;
        if (shelf != null && tier.awaitRoom()) {
            shelf.frame = frames.write(value, shelf.key.digest());
        } else if (shelf != null && !shelf.first) {
            tier.remove(shelf.key);
        }
    }

    /** Returns whether a value of this weight stays out of the heap. */
    boolean onlyStored(int weight) {
        return maxHeapBytes > 0 && weight > maxHeapBytes;
    }

    /**
     * Has a prepared value written. The caller holds the budget's lock.
     *
     * @param leftNanos how long it is fresh yet; {@link Lifetime#NEVER} for no end
     */
    void put(Flight flight, long leftNanos, long loadNanos) {
        Shelf shelf = flight.shelf;
        byte[] frame = shelf == null ? null : shelf.frame;
        if (shelf == null || frame == null) {
            return;
        }
        long now = micros(ticker.now());
        long end = leftNanos == Lifetime.NEVER ? StoreValue.NEVER : now + leftNanos / 1_000;
        StoreValue value = new StoreValue(frame, new byte[0], now, end, end, StoreValue.NEVER, loadNanos);
        shelf.number = tier.put(shelf.key, value, shelf.first);
    }

    /** Waits until a value that was put is in the store, where values are written through. */
    void settle(Flight flight) throws InterruptedException {
        if (through && flight.shelf != null && flight.shelf.number > 0) {
            boolean unused = tier.flush(flight.shelf.number, PATIENCE); // else it has been counted, and told of
        }
    }

    /** Has the value of a key removed, where there is a store; asked before the heap forgets it, and after. */
    static void forget(@Nullable RegionStore store, Entry fresh) {
        StoreKey key = store == null ? null : store.keys.apply(fresh.parts());
        if (store != null && key != null) {
            long unused = store.tier.remove(key);
        }
    }

    /** Has all values of the region removed, where there is a store; asked before the heap forgets them, and after. */
    static void forgetAll(@Nullable RegionStore store) {
        if (store != null) {
            long unused = store.tier.clear(store.name);
        }
    }

    private long leftNanos(StoreValue stored) {
        if (stored.endsAtMicros() == StoreValue.NEVER) {
            return Lifetime.FOREVER;
        }
        long micros = stored.endsAtMicros() - micros(ticker.now());
        return micros > Lifetime.FOREVER / 1_000 ? Lifetime.FOREVER : micros * 1_000;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /**
     * How values are kept in a store. Immutable.
     *
     * @param maxHeapBytes how large a value may be to be in the heap too, 0 for no limit
     * @param through whether a call that has computed a value waits until the store has it
     */
    public record Ways(Ticker ticker, long maxHeapBytes, boolean through) {}

    /** What a flight knows of its key's place in the store. Confined to its leader, then to who lands it. */
    static final class Shelf {
        final StoreKey key;

        /** Whether the store is known to have nothing there. */
        final boolean first;

        byte @Nullable [] frame;
        long number;

        Shelf(StoreKey key, boolean first) {
            this.key = key;
            this.first = first;
        }
    }
}
