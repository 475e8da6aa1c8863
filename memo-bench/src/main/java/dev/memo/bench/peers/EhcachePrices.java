// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Price;
import org.ehcache.Cache;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ExpiryPolicyBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Ehcache 3 on the heap by hand. Thread-safe; two threads that miss at once both load. */
@State(Scope.Benchmark)
public class EhcachePrices {
    private final Cache<Long, Price> prices = CacheManagerBuilder.newCacheManagerBuilder()
            .build(true)
            .createCache(
                    "prices",
                    CacheConfigurationBuilder.newCacheConfigurationBuilder(
                                    Long.class, Price.class, ResourcePoolsBuilder.heap(Limits.ENTRIES))
                            .withExpiry(ExpiryPolicyBuilder.timeToLiveExpiration(Limits.TTL)));

    /** Returns a product's price. */
    public Price price(long product) {
        Price known = prices.get(product);
        if (known == null) {
            known = Backend.price(product);
            prices.put(product, known);
        }
        return known;
    }
}
