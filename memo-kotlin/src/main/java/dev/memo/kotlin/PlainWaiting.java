// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin;

import java.util.concurrent.CompletableFuture;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.SafeContinuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import org.jspecify.annotations.Nullable;

/** As {@code suspendCoroutine} does it. Stateless and thread-safe. */
final class PlainWaiting implements Waiting {
    @Override
    public CoroutineContext detached(CoroutineContext callers, CompletableFuture<?> load) {
        return callers;
    }

    @Override
    public @Nullable Object await(Continuation<Object> caller, CompletableFuture<?> stage) throws Throwable {
        SafeContinuation<Object> own = new SafeContinuation<>(IntrinsicsKt.intercepted(caller));
        Outcomes.resumeAfter(stage, own);
        return own.getOrThrow();
    }
}
