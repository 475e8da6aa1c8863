// SPDX-License-Identifier: Apache-2.0
package dev.memo.mutiny;

import dev.memo.spi.AsyncAdapter;
import dev.memo.testkit.AsyncAdapterContract;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The contract of adapters. */
class UniAdapterTest extends AsyncAdapterContract {
    @Override
    protected AsyncAdapter adapter() {
        return new UniAdapter();
    }

    @Override
    protected Object made(Supplier<CompletableFuture<Object>> source) {
        return Uni.createFrom().completionStage(source);
    }

    @Override
    @SuppressWarnings("unchecked") // of objects, all
    protected CompletableFuture<Object> subscribed(Object made) {
        return ((Uni<Object>) made).subscribeAsCompletionStage();
    }
}
