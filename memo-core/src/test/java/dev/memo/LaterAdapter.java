// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.spi.Adapts;
import dev.memo.spi.AsyncAdapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Found by its file. Stateless and thread-safe. */
@Adapts("dev.memo.Later")
final class LaterAdapter implements AsyncAdapter {
    LaterAdapter() {}

    @Override
    public CompletionStage<?> toStage(Object result) {
        return ((Later<?>) result).subscribe();
    }

    @Override
    public Object fromStage(CompletableFuture<?> stage) {
        return new Later<>(() -> stage);
    }
}
