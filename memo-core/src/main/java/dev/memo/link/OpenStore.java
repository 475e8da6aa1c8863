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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One store of an engine, and the regions that have values in it, which are known weakly. Thread-safe.
 *
 * @param tier reads and writes it
 * @param tags those of the values in it
 * @param regions by their names, which methods of several class loaders may share
 */
record OpenStore(StoreTier tier, StoredTags tags, Map<String, List<WeakReference<RegionStore>>> regions) {
    /** Makes one, which is opened when it is first needed. */
    static OpenStore of(Supplier<Store> opener, Ticker ticker, Consumer<StoreException> reporter) {
        Map<String, List<WeakReference<RegionStore>>> regions = new ConcurrentHashMap<>();
        StoreTier tier = new StoreTier(
                opener,
                ticker,
                body -> DaemonThreads.start("memo-store", body),
                reporter,
                gone -> evicted(regions, gone));
        return new OpenStore(tier, new StoredTags(tier, ticker), regions);
    }

    /** Lets a region hear of what the store evicts. */
    void add(String name, RegionStore region) {
        regions.merge(name, List.of(new WeakReference<>(region)), (known, added) -> {
            List<WeakReference<RegionStore>> all = new ArrayList<>(added);
            known.stream().filter(each -> !each.refersTo(null)).forEach(all::add);
            return all;
        });
    }

    /** Has the results of all methods removed; what caches have stays, unless nobody can tell it apart. */
    void forgetMethods() {
        List<String> names = tier.regions();
        if (names == null) {
            long unused = tier.clear(null);
            return;
        }
        for (String name : names) {
            if (name.endsWith(")")) {
                long unused = tier.clear(name);
            }
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
