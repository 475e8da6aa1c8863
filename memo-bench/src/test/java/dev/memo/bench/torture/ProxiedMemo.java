// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import dev.memo.Memo;
import java.util.concurrent.CompletableFuture;

/** Memo behind a proxy, in a runtime of its own; proxies do not know {@code @Invalidates}, so a handle is told. Thread-safe. */
final class ProxiedMemo implements Peer {
    private final Memo memo = Memo.create();
    private final MemoMethods methods;
    private final Peer proxy;

    ProxiedMemo(Original original) {
        this.methods = new MemoMethods(original);
        this.proxy = memo.proxy(MemoMethods.class, methods);
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
    public void changed(long product) {
        memo.method(MemoMethods.class, "price").invalidateOn(methods, product);
    }
}
