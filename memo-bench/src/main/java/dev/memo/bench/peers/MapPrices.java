// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import static java.util.Objects.requireNonNull;

import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Price;
import dev.memo.bench.data.PriceKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A bare map: the floor, with no limits and no ttl. Thread-safe. */
@State(Scope.Benchmark)
public class MapPrices {
    private final ConcurrentMap<Long, Price> prices = new ConcurrentHashMap<>();
    private final ConcurrentMap<PriceKey, Price> pairs = new ConcurrentHashMap<>();

    /** Returns a product's price; the map's {@code get} comes first, as its {@code computeIfAbsent} is slower. */
    public Price price(long product) {
        Price known = prices.get(product);
        return known != null ? known : requireNonNull(prices.computeIfAbsent(product, Backend::price));
    }

    /** Returns a product's price in a currency. */
    public Price priceIn(long product, String currency) {
        PriceKey key = new PriceKey(product, currency);
        Price known = pairs.get(key);
        return known != null ? known : requireNonNull(pairs.computeIfAbsent(key, Backend::price));
    }
}
