// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memo.bench.peers.CaffeinePrices;
import dev.memo.bench.peers.Limits;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Caffeine's {@code get(key, loader)}, and its {@code AsyncCache} for prices to come. It has no limit on waiting.
 * Thread-safe.
 */
final class CaffeineMethods implements Peer {
    private final Original original;
    private final Cache<Long, String> prices = CaffeinePrices.cache(Limits.ENTRIES);
    private final Cache<Long, String> bounded = CaffeinePrices.cache(Limits.ENTRIES);
    private final AsyncCache<Long, String> later = Caffeine.newBuilder()
            .maximumSize(Limits.ENTRIES)
            .expireAfterWrite(Limits.TTL)
            .buildAsync();

    CaffeineMethods(Original original) {
        this.original = original;
    }

    @Override
    public String price(long product) {
        return prices.get(product, original::load);
    }

    @Override
    public String bounded(long product) {
        return bounded.get(product, original::load);
    }

    @Override
    public CompletableFuture<String> later(long product) {
        return later.get(product, (key, executor) -> original.loadLater(key));
    }

    @Override
    public Map<Long, String> prices(Collection<Long> products) {
        return prices.getAll(products, missing -> original.loadAll(List.copyOf(missing)));
    }

    @Override
    public void changed(long product) {
        prices.invalidate(product);
    }
}
