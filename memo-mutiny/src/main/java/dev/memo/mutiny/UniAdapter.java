// SPDX-License-Identifier: Apache-2.0
package dev.memo.mutiny;

import dev.memo.spi.Adapts;
import dev.memo.spi.AsyncAdapter;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Has Memo remember what a {@code Uni} ends with. Stateless and thread-safe.
 *
 * <p>The original's is subscribed by Memo, with an empty context: what it reads from the context of its subscribers, it does
 * not find. Nor could one subscriber's answer serve the others; what the result depends on has to be an argument.
 */
@Adapts("io.smallrye.mutiny.Uni")
final class UniAdapter implements AsyncAdapter {
    UniAdapter() {}

    @Override
    public CompletionStage<?> toStage(Object result) {
        return ((Uni<?>) result).subscribeAsCompletionStage();
    }

    /** Cancelling one subscription of a caller's leaves his others alone. */
    @Override
    public Object fromStage(CompletableFuture<?> stage) {
        return uni(stage);
    }

    private static <T> Uni<@Nullable T> uni(CompletableFuture<T> stage) {
        return Uni.createFrom().emitter(to -> {
            CompletableFuture<T> unused = stage.whenComplete((value, thrown) -> {
                if (thrown == null) {
                    to.complete(value);
                } else {
                    to.fail(thrown);
                }
            });
        });
    }
}
