// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import dev.memo.annotation.Cached;
import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Customer;
import dev.memo.bench.data.Price;

/** Memoized methods, woven by the agent. Thread-safe. */
public final class MemoPrices {
    private MemoPrices() {}

    /** Returns a product's price. */
    @Cached(ttl = "10m", maxEntries = Limits.ENTRIES)
    public static Price price(long product) {
        return Backend.price(product);
    }

    /** Returns a product's price; the one used longest ago makes room. */
    @Cached(ttl = "10m", maxEntries = Limits.ENTRIES, policy = "lru")
    public static Price priceByRecency(long product) {
        return Backend.price(product);
    }

    /** Returns a product's price in a currency. */
    @Cached(ttl = "10m", maxEntries = Limits.ENTRIES)
    public static Price priceIn(long product, String currency) {
        return Backend.price(product, currency);
    }

    /** Returns the price of everything. */
    @Cached(ttl = "10m")
    public static Price base() {
        return Backend.price(1);
    }

    /** Returns a product's price, with no bound on how many there are but the bytes. */
    @Cached(ttl = "10m")
    public static Price unbounded(long product) {
        return Backend.price(product);
    }

    /** Returns a customer, whom the caller may change. */
    @Cached(ttl = "10m", maxEntries = Limits.ENTRIES)
    public static Customer customer(long id) {
        return new Customer(id);
    }
}
