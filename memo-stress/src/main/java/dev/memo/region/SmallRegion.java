// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.spi.Ticker;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A region as its callers use it: woven code, a direct cache. Its keys are numbers, its values twins. Thread-safe.
 */
final class SmallRegion {
    /** What {@link #hit} returns where there is nothing to serve. */
    static final int NOTHING = 0;

    private static final TwinsSizes SIZES = new TwinsSizes();

    private final Region region;
    private final Writes writes;

    private SmallRegion(Region region) {
        this.region = region;
        this.writes = new Writes(region);
    }

    /** Opens one whose entries have no end, with a limit that all regions share; 0 for none. */
    static SmallRegion limited(String policy, long maxEntries) {
        return open(policy, maxEntries, () -> 0);
    }

    /** Opens one without limits, with this clock. */
    static SmallRegion timed(Ticker ticker) {
        return open("lru", 0, ticker);
    }

    private static SmallRegion open(String policy, long maxEntries, Ticker ticker) {
        Eviction eviction = new Eviction(policy, 1, List.of());
        RegionSettings settings = new RegionSettings("stress", 0, 0, Barrier.KEY, Storage.SHARED, 0, 0, true);
        HeapTier tier = new HeapTier(1 << 20, maxEntries, ticker, true, eviction);
        return in(tier, settings);
    }

    /** Opens one whose callers do not wait for each other. */
    static SmallRegion withoutBarrier() {
        HeapTier tier = new HeapTier(1 << 20, 0, () -> 0, true, new Eviction("lru", 1, List.of()));
        return in(tier, new RegionSettings("racy", 0, 0, Barrier.NONE, Storage.SHARED, 0, 0, true));
    }

    /** Opens one in this tier. */
    static SmallRegion in(HeapTier tier, RegionSettings settings) {
        return new SmallRegion(tier.open(settings, SIZES, (fresh, orphans) -> fresh));
    }

    /** Opens another one beside it, whose values depend on what they were computed from. */
    SmallRegion dependent() {
        RegionSettings settings = new RegionSettings(
                "dependent",
                new RegionSettings.Lifespan(0, 0, 0),
                new RegionSettings.Limits(0, 0),
                Barrier.KEY,
                Storage.SHARED,
                true,
                "lru",
                false,
                Waiting.DEFAULT,
                Freshness.NONE,
                new Nested(true, true));
        return in(region.tier, settings);
    }

    /** Opens a load of a cold key. */
    Flight begin(int key) {
        try {
            if (region.begin(new NumberKey(key)) instanceof Flight flight) {
                return flight;
            }
            throw new AssertionError("key " + key + " is not cold");
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Returns a load that this thread leads. */
    Flight ledBy(Thread leader) {
        return new Flight(region.flights, new NumberKey(0), leader);
    }

    /** Misses and loads, as woven code does. */
    void load(int key, IntSupplier original) {
        int unused = loaded(key, original);
    }

    /** Misses and loads; returns the number that was loaded. */
    int loaded(int key, IntSupplier original) {
        Flight flight = begin(key);
        int number = original.getAsInt();
        flight.accept(new Twins(number), null);
        return number;
    }

    /** Calls a method of one key: is served, leads a load, or waits for one; returns the value's number. */
    int call(int key, IntSupplier original) {
        return call(key, original, null);
    }

    /**
     * As {@link #call(int, IntSupplier)}.
     *
     * @param again runs the original in the background, null for nothing
     */
    int call(int key, IntSupplier original, Rerun.@Nullable Source again) {
        try {
            Object found = region.begin(new NumberKey(key), again);
            if (found instanceof Flight flight) {
                Twins loaded = new Twins(original.getAsInt());
                flight.accept(loaded, null);
                return loaded.number();
            }
            return found instanceof Twins twins ? twins.number() : original.getAsInt();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Calls a method of many keys; returns the sum of the values' numbers. */
    int callMany(IntUnaryOperator original, int... keys) {
        Batch batch = new Batch(region, Arrays.stream(keys).boxed().toList(), key -> new NumberKey((Integer) of(key)));
        try {
            for (boolean unused = batch.begin(); batch.loads(); batch.goOn()) {
                batch.loaded(batch.missing().stream()
                        .map(key -> new Twins(original.applyAsInt((Integer) of(key))))
                        .collect(Collectors.toList()));
            }
            return Arrays.stream(keys)
                    .map(key -> ((Twins) of(batch.value(key))).number())
                    .sum();
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            batch.end();
        }
    }

    private static Object of(@Nullable Object element) {
        if (element == null) {
            throw new AssertionError("there is no null here");
        }
        return element;
    }

    /** Writes as a direct cache does. */
    void put(int key, int number, long ttlNanos) {
        Candidate c = writes.candidate(new NumberKey(key), new Twins(number), ttlNanos);
        if (!writes.store(c, Condition.ALWAYS).done()) {
            throw new AssertionError("key " + key + " is not kept");
        }
    }

    /** Walks the bucket as a probe does; returns the value's number, {@link #NOTHING}, or {@link Twins#HALF}. */
    int hit(int key) {
        Entry fresh = new NumberKey(key);
        HitPath path = region.hitPath();
        for (Entry e = path.head(fresh.spread); e != null; e = e.next) {
            if (e.spread == fresh.spread && e.sameKey(fresh)) {
                return path.hit(e) instanceof Twins twins ? twins.number() : NOTHING;
            }
        }
        return NOTHING;
    }

    /** Takes the barrier from a flight, as one who waits too long does; returns whether it had it. */
    boolean takeBarrier(Flight flight) {
        return region.flights.takeBarrier(flight);
    }

    /** Returns the number of what is kept under the key and has not ended, fresh or stale, or {@link #NOTHING}; no hit. */
    int kept(int key) {
        Entry e = region.ledger.table.find(new NumberKey(key));
        return e != null && e.value instanceof Twins twins ? twins.number() : NOTHING;
    }

    /** Makes what is kept under the key stale. */
    void outdate(int key) {
        boolean unused = region.outdating.outdate(new NumberKey(key));
    }

    void invalidate(int key) {
        region.invalidate(new NumberKey(key));
    }

    /** Returns how many entries the region says that it has; -1 if they, or their bytes, are not those in its table. */
    int entries() {
        Budget budget = region.tier.budget;
        budget.lock();
        try {
            Account account = region.ledger.account;
            Sums linked = new Sums();
            region.ledger.table.forEach(linked::add);
            boolean exact = account.entries == linked.entries && account.bytes == linked.bytes;
            return exact ? (int) account.entries : -1;
        } finally {
            budget.unlock();
        }
    }

    /** Adds up entries. Confined to one thread. */
    private static final class Sums {
        private long entries;
        private long bytes;

        void add(Entry e) {
            if (e.state != Entry.LIVE || e.value == null) {
                throw new AssertionError("linked, but not live");
            }
            entries++;
            bytes += e.weight;
        }
    }
}
