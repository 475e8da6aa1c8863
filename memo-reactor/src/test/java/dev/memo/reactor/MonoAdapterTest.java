// SPDX-License-Identifier: Apache-2.0
package dev.memo.reactor;

import dev.memo.spi.AsyncAdapter;
import dev.memo.testkit.AsyncAdapterContract;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The contract of adapters. */
class MonoAdapterTest extends AsyncAdapterContract {
    @Override
    protected AsyncAdapter adapter() {
        return new MonoAdapter();
    }

    @Override
    protected Object made(Supplier<CompletableFuture<Object>> source) {
        return Mono.fromFuture(source);
    }

    @Override
    @SuppressWarnings("unchecked") // of objects, all
    protected CompletableFuture<Object> subscribed(Object made) {
        return ((Mono<Object>) made).toFuture();
    }
}
