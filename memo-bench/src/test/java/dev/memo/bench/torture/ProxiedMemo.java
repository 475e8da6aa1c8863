// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import dev.memo.Memo;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Memo behind a proxy, in a runtime of its own. Thread-safe. */
final class ProxiedMemo implements Peer {
    private final Peer proxy;

    ProxiedMemo(Original original) {
        this.proxy = Memo.create().proxy(MemoMethods.class, new MemoMethods(original));
    }

    @Override
    public String price(long product) {
        return proxy.price(product);
    }

    @Override
    public String bounded(long product) {
        return proxy.bounded(product);
    }

    @Override
    public CompletableFuture<String> later(long product) {
        return proxy.later(product);
    }

    @Override
    public Map<Long, String> prices(Collection<Long> products) {
        return proxy.prices(products);
    }

    @Override
    public void changed(long product) {
        proxy.changed(product);
    }
}
