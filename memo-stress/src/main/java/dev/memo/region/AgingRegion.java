// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A region whose first key has a value, 1, that is due to be loaded anew; what it loads in the background waits until
 * {@link #refresh}. Confined to one thread until it is made, then thread-safe.
 */
final class AgingRegion {
    private static final long TTL = 100;
    private static final long REFRESH = 10;
    private static final long KEEP = 1000;

    private final Queue<Runnable> background = new ArrayDeque<>(1);
    private volatile long now;
    final SmallRegion region;

    private AgingRegion(long maxEntries, long refreshNanos) {
        HeapTier.Limits limits = new HeapTier.Limits(1 << 20, maxEntries, HeapTier.ENTRY_SHARE);
        Eviction eviction = new Eviction("lru", 1, List.of());
        Background own = new Background(background::add, List.of());
        HeapTier tier = new HeapTier(limits, () -> now, true, eviction, own);
        Freshness freshness = new Freshness(
                KEEP,
                Freshness.RETRY_NANOS,
                refreshNanos,
                0,
                new Freshness.Patience(0, 0),
                new Freshness.Lives("", 0, 0, List.of(), 0));
        RegionSettings settings = new RegionSettings(
                "aging",
                new RegionSettings.Lifespan(TTL, 0, 0),
                new RegionSettings.Limits(0, 0),
                Barrier.KEY,
                Storage.SHARED,
                true,
                "lru",
                false,
                Waiting.DEFAULT,
                freshness,
                Nested.DEFAULT);
        region = SmallRegion.in(tier, settings);
        region.load(1, () -> 1);
    }

    /** Opens one whose value is fresh yet, and has a load by this original queued. */
    static AgingRegion due(long maxEntries, IntSupplier original) {
        AgingRegion aging = new AgingRegion(maxEntries, REFRESH);
        aging.now = REFRESH;
        Rerun rerun = new Rerun(() -> new Twins(original.getAsInt()), false);
        int served = aging.region.call(1, original, fresh -> rerun);
        if (served != 1 || aging.background.size() != 1) {
            throw new AssertionError("no load is queued");
        }
        return aging;
    }

    /** Opens one whose value is stale: the next caller loads it anew, and others are served it meanwhile. */
    static AgingRegion stale() {
        AgingRegion aging = new AgingRegion(0, 0);
        aging.now = TTL;
        return aging;
    }

    /** Runs the load that is queued, as a worker does. */
    void refresh() {
        @Nullable Runnable queued = background.poll();
        if (queued == null) {
            throw new AssertionError("it has run already");
        }
        queued.run();
    }
}
