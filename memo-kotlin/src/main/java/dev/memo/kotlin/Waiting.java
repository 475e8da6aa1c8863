// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin;

import java.util.concurrent.CompletableFuture;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import org.jspecify.annotations.Nullable;

/** How a coroutine waits for a stage, and how loads are kept apart from those who wait. Implementations are thread-safe. */
interface Waiting {
    /** Returns the caller's context without what would cancel the load together with the caller. */
    CoroutineContext detached(CoroutineContext callers, CompletableFuture<?> load);

    /**
     * Suspends the caller until the stage ends; returns the mark of that, or the value if it is there by now.
     *
     * @throws Throwable why there is no value, if that is known by now, or that the caller is cancelled; it is not resumed
     *     then
     */
    @Nullable
    Object await(Continuation<Object> caller, CompletableFuture<?> stage) throws Throwable;
}
