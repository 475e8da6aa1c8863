// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin;

import java.util.concurrent.CompletableFuture;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlinx.coroutines.CancellableContinuationImpl;
import kotlinx.coroutines.CompletableJob;
import kotlinx.coroutines.Job;
import kotlinx.coroutines.JobKt;
import org.jspecify.annotations.Nullable;

/**
 * As {@code suspendCancellableCoroutine} does it, which Kotlin's compiler writes into its callers with these very calls.
 * Stateless and thread-safe.
 *
 * <p>A load has a job of its own: a caller who is cancelled goes, and the load goes on for the others and for later.
 */
final class CancellableWaiting implements Waiting {
    /** {@code MODE_CANCELLABLE}: who is cancelled while it waits to be dispatched is not resumed with the value. */
    private static final int CANCELLABLE = 1;

    @Override
    public CoroutineContext detached(CoroutineContext callers, CompletableFuture<?> load) {
        CompletableJob own = JobKt.Job((Job) null);
        CompletableFuture<?> unused = load.whenComplete((value, thrown) -> own.complete());
        return callers.plus(own);
    }

    @Override
    public @Nullable Object await(Continuation<Object> caller, CompletableFuture<?> stage) {
        CancellableContinuationImpl<Object> own =
                new CancellableContinuationImpl<>(IntrinsicsKt.intercepted(caller), CANCELLABLE);
        own.initCancellability();
        Outcomes.resumeAfter(stage, own);
        return own.getResult();
    }
}
