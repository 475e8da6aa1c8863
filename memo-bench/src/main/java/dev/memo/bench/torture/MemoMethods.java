// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
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

    // AWAITS issue 4, waiting: @Cached(ttl = "10m", wait = "1s"), of Peer.WAIT_SECONDS. Then OwedTest fails: take
    // HUNG_LEADER and SMALL_POOL out of its list.
    @Override
    @Cached(ttl = "10m")
    public String bounded(long product) {
        return original.load(product);
    }

    // AWAITS issue 4, async: @Cached(ttl = "10m"), and return original.loadLater(product). Then OwedTest fails: take
    // CANCELLED_FIRST_CALLER out of its list.
    @Override
    public CompletableFuture<String> later(long product) {
        throw new LacksException("futures are refused by this version");
    }

    @Override
    @Invalidates(method = "price")
    public void changed(long product) {
        // What has changed is the backend's: here it is only said.
    }
}
