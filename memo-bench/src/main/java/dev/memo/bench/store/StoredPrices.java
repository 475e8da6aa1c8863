// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import dev.memo.annotation.Cached;
import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.Limits;

/** A memoized method whose results are in the heap and in a store, woven by the agent. Thread-safe. */
final class StoredPrices {
    private StoredPrices() {}

    /** Returns a product's price. */
    @Cached(ttl = "10m", maxEntries = Limits.ENTRIES, store = "disk")
    static Price price(long product) {
        return Backend.price(product);
    }
}
