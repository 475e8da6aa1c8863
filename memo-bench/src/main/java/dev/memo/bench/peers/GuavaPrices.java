// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Price;
import dev.memo.bench.data.PriceKey;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Guava's cache by hand. Thread-safe. */
@State(Scope.Benchmark)
public class GuavaPrices {
    private final LoadingCache<Long, Price> prices = cache(Limits.ENTRIES, Backend::price);
    private final LoadingCache<PriceKey, Price> pairs = cache(Limits.ENTRIES, Backend::price);

    /** Makes a cache of at most so many entries. */
    public static <K, V> LoadingCache<K, V> cache(long entries, Function<K, V> loader) {
        return CacheBuilder.newBuilder()
                .maximumSize(entries)
                .expireAfterWrite(Limits.TTL)
                .build(CacheLoader.from(loader::apply));
    }

    /** Returns a product's price. */
    public Price price(long product) {
        return prices.getUnchecked(product);
    }

    /** Returns a product's price in a currency. */
    public Price priceIn(long product, String currency) {
        return pairs.getUnchecked(new PriceKey(product, currency));
    }
}
