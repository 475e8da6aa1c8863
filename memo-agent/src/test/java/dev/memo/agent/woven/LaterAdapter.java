// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.woven;

import dev.memo.spi.Adapts;
import dev.memo.spi.AsyncAdapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The application's adapter, which the agent's engine finds. Stateless and thread-safe. */
@Adapts("dev.memo.agent.woven.Later")
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
