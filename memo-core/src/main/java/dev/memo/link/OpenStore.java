// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.region.DaemonThreads;
import dev.memo.region.RegionStore;
import dev.memo.spi.Store;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreKey;
import dev.memo.spi.Ticker;
import dev.memo.store.StoreTier;
import dev.memo.store.StoredTags;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One store of an engine, and the regions that have values in it, which are known weakly. Thread-safe.
 *
 * @param tier reads and writes it
 * @param tags those of the values in it
 * @param through whether a change is waited for
 * @param regions by their names, which methods of several class loaders may share
 */
record OpenStore(
        StoreTier tier, StoredTags tags, boolean through, Map<String, List<WeakReference<RegionStore>>> regions) {
    /** The beginning of the names that memoized functions have in stores. */
    static final String FUNCTION = "function ";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Makes one, which is opened when it is first needed. */
    static OpenStore of(Supplier<Store> opener, Ticker ticker, boolean through, Consumer<StoreException> reporter) {
        Map<String, List<WeakReference<RegionStore>>> regions = new ConcurrentHashMap<>();
        StoreTier tier = new StoreTier(
                opener,
                ticker,
                body -> DaemonThreads.start("memo-store", body),
                reporter,
                gone -> evicted(regions, gone));
        return new OpenStore(tier, new StoredTags(tier, ticker), through, regions);
    }

    /** Lets a region hear of what the store evicts. */
    void add(String name, RegionStore region) {
        regions.merge(name, List.of(new WeakReference<>(region)), (known, added) -> {
            List<WeakReference<RegionStore>> all = new ArrayList<>(added);
            known.stream().filter(each -> !each.refersTo(null)).forEach(all::add);
            return all;
        });
    }

    /** Has the results of a method removed. */
    void forget(String method) {
        settle(tier.clear(method));
    }

    /** Has the results with a tag removed, of all tags for null. */
    void forgetTagged(@Nullable String tag) {
        settle(tags.invalidate(tag));
    }

    /** Has the results of all methods and functions removed; what caches have stays, unless nobody can tell it apart. */
    void forgetMethods() {
        List<String> names = tier.regions();
        long last = names == null ? tier.clear(null) : 0;
        for (String name : names == null ? List.<String>of() : names) {
            if (name.endsWith(")") || name.startsWith(FUNCTION)) {
                last = tier.clear(name);
            }
        }
        settle(last);
    }

    /** Waits until it has what it was told, if it is written through; not if it is in trouble, of which it is told then. */
    private void settle(long number) {
        try {
            boolean unused = !through || number == 0 || tier.settle(number, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void evicted(Map<String, List<WeakReference<RegionStore>>> regions, List<StoreKey> gone) {
        Map<String, List<StoreKey>> byRegion = new HashMap<>();
        gone.forEach(key -> byRegion.computeIfAbsent(key.region(), name -> new ArrayList<>())
                .add(key));
        byRegion.forEach((name, keys) -> {
            for (WeakReference<RegionStore> each : regions.getOrDefault(name, List.of())) {
                RegionStore region = each.get();
                if (region != null) {
                    region.evicted(keys);
                }
            }
        });
    }
}
