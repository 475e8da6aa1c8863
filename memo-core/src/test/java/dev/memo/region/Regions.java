// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.codec.KryoCodec;
import java.lang.ref.ReferenceQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens regions, and calls them as a memoized method would. Stateless. */
final class Regions {
    private static final KryoCodec CODEC = new KryoCodec(Regions.class.getClassLoader());

    private Regions() {}

    static RegionSettings settings(long ttlNanos, long idleNanos, Barrier barrier) {
        return new RegionSettings("test", ttlNanos, idleNanos, barrier, Storage.AUTO, 0, 0, true);
    }

    static Region open(HeapTier tier, RegionSettings settings) {
        return tier.open(settings, CODEC, (fresh, orphans) -> fresh);
    }

    /** Opens a region of which somebody hears what leaves it. */
    static Region open(HeapTier tier, RegionSettings settings, RemovalHook hook) {
        return tier.open(settings, CODEC, new Keeping((fresh, orphans) -> fresh, hook, null));
    }

    /** Opens a region that holds its keys weakly. */
    static Region openWeak(HeapTier tier) {
        return tier.open(settings(0, 0, Barrier.KEY), CODEC, Regions::weak);
    }

    static @Nullable Object call(Region region, Object key, Supplier<? extends @Nullable Object> original)
            throws Throwable {
        Object slot = region.begin(new TextKey(key));
        if (slot == null) {
            return original.get();
        }
        if (!(slot instanceof Flight flight)) {
            return slot == Values.NULL ? null : slot;
        }
        Object value;
        try {
            value = original.get();
        } catch (Throwable e) {
            flight.accept(null, e);
            throw e;
        }
        flight.accept(value, null);
        return value;
    }

    /** Keeps a value that lives so long, as a direct cache does; 0 for the region's ttl. */
    static Entry put(Region region, Object key, Object value, long ttlNanos) throws Throwable {
        region.invalidate(new TextKey(key));
        if (!(region.begin(new TextKey(key)) instanceof Flight flight)) {
            throw new AssertionError("somebody else loads " + key);
        }
        int weight = Weights.of(region.values, flight.entry, value);
        Candidate c = new Candidate(flight.entry, value, weight, ttlNanos, region.tier.clock.exact());
        if (publish(region, c)) {
            region.counters.puts.increment();
        }
        flight.cancel();
        return flight.entry;
    }

    /** Keeps a value, as whoever lands a load does. */
    static boolean publish(Region region, Candidate c) {
        region.tier.budget.lock();
        try {
            return region.tier.budget.publish(region.ledger, c);
        } finally {
            region.tier.budget.unlock();
        }
    }

    private static Entry weak(Entry fresh, ReferenceQueue<Object> orphans) {
        WeakPart part = new WeakPart(((TextKey) fresh).part, orphans);
        Entry kept = fresh.withParts(new Object[] {part});
        part.partOf(kept);
        return kept;
    }
}
