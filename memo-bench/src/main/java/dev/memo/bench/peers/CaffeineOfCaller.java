// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Price;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Caffeine by hand, doing all of its work on its callers' threads, as Memo does. Thread-safe. */
@State(Scope.Benchmark)
public class CaffeineOfCaller {
    private final Cache<Long, Price> prices = Caffeine.newBuilder()
            .maximumSize(Limits.ENTRIES)
            .expireAfterWrite(Limits.TTL)
            .executor(Runnable::run)
            .build();

    /** Returns a product's price. */
    public Price price(long product) {
        return prices.get(product, Backend::price);
    }
}
