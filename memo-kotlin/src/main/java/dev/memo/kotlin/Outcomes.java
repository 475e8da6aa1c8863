// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin;

import java.util.concurrent.CompletableFuture;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;

/** Turns outcomes of stages into those of coroutines, and back. Stateless and thread-safe. */
final class Outcomes {
    private Outcomes() {}

    static void resumeAfter(CompletableFuture<?> stage, Continuation<?> waiting) {
        CompletableFuture<?> unused =
                stage.whenComplete((value, thrown) -> waiting.resumeWith(thrown == null ? value : failed(thrown)));
    }

    /** Returns what a coroutine is resumed with in the place of a value. */
    static Object failed(Throwable thrown) {
        return ResultKt.createFailure(thrown);
    }

    static void complete(CompletableFuture<@Nullable Object> outcome, @Nullable Object result) {
        Throwable failure = failure(result);
        boolean first = failure == null ? outcome.complete(result) : outcome.completeExceptionally(failure);
        assert first : "a coroutine ends once";
    }

    @SuppressWarnings("NullAway") // a result is null where the function's value is
    private static @Nullable Throwable failure(@Nullable Object result) {
        try {
            ResultKt.throwOnFailure(result);
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }
}
