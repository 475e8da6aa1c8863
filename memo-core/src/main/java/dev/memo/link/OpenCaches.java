// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.cache.CacheSnapshot;
import dev.memo.cache.DirectCache;
import dev.memo.region.Shelf;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The direct caches of one engine, which it knows weakly. Thread-safe. */
final class OpenCaches {
    private final List<Known> known = new ArrayList<>();

    /** Takes note of a cache, and has it take in what a snapshot has brought for it. */
    void opened(DirectCache cache, @Nullable ClassLoader loader, Shelf shelf) {
        synchronized (known) {
            known.removeIf(each -> each.cache().get() == null);
            known.add(new Known(new WeakReference<>(cache), new WeakReference<>(loader)));
        }
        cache.snapshot(loader).takeIn(shelf, reason -> {});
    }

    /** Returns how those that are there get into a snapshot. */
    List<CacheSnapshot> snapshots() {
        List<CacheSnapshot> all = new ArrayList<>();
        synchronized (known) {
            for (Known each : known) {
                DirectCache cache = each.cache().get();
                if (cache != null) {
                    all.add(cache.snapshot(each.loader().get()));
                }
            }
        }
        return all;
    }

    /** A cache and the class loader that it was opened with, null for the boot loader. Immutable. */
    private record Known(WeakReference<DirectCache> cache, WeakReference<@Nullable ClassLoader> loader) {}
}
