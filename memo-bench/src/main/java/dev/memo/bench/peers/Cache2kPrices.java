// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Price;
import dev.memo.bench.data.PriceKey;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.cache2k.Cache;
import org.cache2k.Cache2kBuilder;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The cache of cache2k by hand. Thread-safe. */
@State(Scope.Benchmark)
public class Cache2kPrices {
    private final Cache<Long, Price> prices = cache(Long.class, Limits.ENTRIES, Backend::price);
    private final Cache<PriceKey, Price> pairs = cache(PriceKey.class, Limits.ENTRIES, Backend::price);

    /** Makes a cache of at most so many entries. */
    public static <K> Cache<K, Price> cache(Class<K> keys, long entries, Function<K, Price> loader) {
        return Cache2kBuilder.of(keys, Price.class)
                .entryCapacity(entries)
                .expireAfterWrite(Limits.TTL.toMinutes(), TimeUnit.MINUTES)
                .loader(loader::apply)
                .build();
    }

    /** Returns a product's price. */
    public Price price(long product) {
        return prices.get(product);
    }

    /** Returns a product's price in a currency. */
    public Price priceIn(long product, String currency) {
        return pairs.get(new PriceKey(product, currency));
    }
}
