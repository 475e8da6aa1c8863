// SPDX-License-Identifier: Apache-2.0
package dev.memo.reactor;

import dev.memo.spi.Adapts;
import dev.memo.spi.AsyncAdapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/**
 * Has Memo remember what a {@code Mono} ends with. An empty one is a null result. Stateless and thread-safe.
 *
 * <p>The original's is subscribed by Memo, with an empty context: what it reads from the context of its subscribers, it does
 * not find. Nor could one subscriber's answer serve the others; what the result depends on has to be an argument.
 */
@Adapts("reactor.core.publisher.Mono")
final class MonoAdapter implements AsyncAdapter {
    MonoAdapter() {}

    @Override
    public CompletionStage<?> toStage(Object result) {
        return ((Mono<?>) result).toFuture();
    }

    /** Cancelling one subscription of a caller's leaves his others alone. */
    @Override
    public Object fromStage(CompletableFuture<?> stage) {
        return Mono.fromFuture(stage, true);
    }
}
