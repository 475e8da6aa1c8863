// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Cached methods as one of Memo's peers has them, or Memo, each over the same {@link Original}. Thread-safe. */
interface Peer {
    /** How long a caller of {@link #bounded} waits for another's load where a peer lets one say that. */
    int WAIT_SECONDS = 1;

    /** Returns a product's price, cached with the peer's own settings. */
    String price(long product);

    /** Returns a product's price, in a cache of its own, whose callers wait only so long for another's load if a peer can do that. */
    String bounded(long product);

    /** Returns a product's price to come, cached; throws {@link LacksException} if a peer has no such thing. */
    CompletableFuture<String> later(long product);

    /** Returns the prices of many products, each cached for itself; throws {@link LacksException} if a peer has no such thing. */
    Map<Long, String> prices(Collection<Long> products);

    /** Says that a product's {@link #price}, and the one in {@link #prices}, has changed: what was cached of it is not to be served any more. */
    void changed(long product);
}
