// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.concurrent.CompletableFuture;

/** The method bodies behind a peer's cached methods; a scenario says what they do. Thread-safe. */
interface Original {
    /** Computes the price of a product; the body of all methods of a {@link Peer} that return at once. */
    String load(long product);

    /** Starts to compute the price of a product, and returns without waiting for it. */
    CompletableFuture<String> loadLater(long product);
}
