// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Price;
import dev.memo.bench.data.PriceKey;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Caffeine by hand. Thread-safe. */
@State(Scope.Benchmark)
public class CaffeinePrices {
    private final Cache<Long, Price> prices = cache(Limits.ENTRIES);
    private final Cache<PriceKey, Price> pairs = cache(Limits.ENTRIES);

    /** Makes a cache of at most so many entries. */
    public static <K, V> Cache<K, V> cache(long entries) {
        return Caffeine.newBuilder()
                .maximumSize(entries)
                .expireAfterWrite(Limits.TTL)
                .build();
    }

    /** Returns a product's price. */
    public Price price(long product) {
        return prices.get(product, Backend::price);
    }

    /** Returns a product's price in a currency. */
    public Price priceIn(long product, String currency) {
        return pairs.get(new PriceKey(product, currency), Backend::price);
    }
}
