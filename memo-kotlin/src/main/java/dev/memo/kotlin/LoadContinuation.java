// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin;

import java.util.concurrent.CompletableFuture;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import org.jspecify.annotations.Nullable;

/** What the original of a load resumes when it ends, in the place of its caller. Thread-safe. */
final class LoadContinuation implements Continuation<Object> {
    private final CoroutineContext context;
    private final CompletableFuture<@Nullable Object> outcome;

    LoadContinuation(CoroutineContext context, CompletableFuture<@Nullable Object> outcome) {
        this.context = context;
        this.outcome = outcome;
    }

    @Override
    public CoroutineContext getContext() {
        return context;
    }

    @Override
    public void resumeWith(@Nullable Object result) {
        Outcomes.complete(outcome, result);
    }
}
