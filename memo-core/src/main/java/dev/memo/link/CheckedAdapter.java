// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.spi.AsyncAdapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A user's adapter, whose mistakes are found before woven code meets them. As thread-safe as the adapter is.
 *
 * @param type what its objects have to be
 */
record CheckedAdapter(AsyncAdapter adapter, Class<?> type) implements AsyncAdapter {
    @Override
    public CompletionStage<?> toStage(Object result) {
        CompletionStage<?> stage = adapter.toStage(result);
        if (stage == null) {
            throw new IllegalStateException(adapter.getClass().getName() + ".toStage returned null");
        }
        return stage;
    }

    @Override
    public Object fromStage(CompletableFuture<?> stage) {
        Object made = adapter.fromStage(stage);
        if (!type.isInstance(made)) {
            throw new IllegalStateException(adapter.getClass().getName() + ".fromStage returned no " + type.getName());
        }
        return made;
    }
}
