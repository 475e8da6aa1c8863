// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Memo: woven by the agent, or behind a proxy; open, as the proxy extends it. Thread-safe. */
class MemoMethods implements Peer {
    private final Original original;

    MemoMethods(Original original) {
        this.original = original;
    }

    @Override
    @Cached(ttl = "10m")
    public String price(long product) {
        return original.load(product);
    }

    @Override
    @Cached(ttl = "10m", maxWait = WAIT_SECONDS + "s")
    public String bounded(long product) {
        return original.load(product);
    }

    @Override
    @Cached(ttl = "10m")
    public CompletableFuture<String> later(long product) {
        return original.loadLater(product);
    }

    @Override
    @Cached(each = true, of = "price")
    public Map<Long, String> prices(Collection<Long> products) {
        return original.loadAll(products);
    }

    @Override
    @Invalidates(method = "price")
    public void changed(long product) {
        // What has changed is the backend's: here it is only said.
    }
}
