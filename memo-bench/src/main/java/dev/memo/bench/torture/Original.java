// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The method bodies behind a peer's cached methods; a scenario says what they do. Thread-safe. */
interface Original {
    /** Computes the price of a product; the body of all methods of a {@link Peer} that return at once. */
    String load(long product);

    /** Computes the prices of many products in one go, in a map of the caller's. */
    default Map<Long, String> loadAll(Collection<Long> products) {
        Map<Long, String> prices = new LinkedHashMap<>();
        products.forEach(product -> prices.put(product, load(product)));
        return prices;
    }

    /** Starts to compute the price of a product, and returns without waiting for it. */
    CompletableFuture<String> loadLater(long product);
}
