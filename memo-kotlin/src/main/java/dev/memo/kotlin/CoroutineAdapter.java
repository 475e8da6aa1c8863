// SPDX-License-Identifier: Apache-2.0
package dev.memo.kotlin;

import dev.memo.spi.SuspendAdapter;
import java.util.concurrent.CompletableFuture;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import org.jspecify.annotations.Nullable;

/**
 * Follows suspend functions by Kotlin's own means: with {@code kotlinx-coroutines-core} on the class path those who wait can
 * be cancelled, without it there is no such thing as cancelling. Stateless and thread-safe.
 */
final class CoroutineAdapter implements SuspendAdapter {
    private final Waiting leaving;
    private final Waiting staying = new PlainWaiting();

    CoroutineAdapter() {
        this.leaving = hasJobs() ? new CancellableWaiting() : staying;
    }

    @Override
    public Object continuation(Object caller, CompletableFuture<@Nullable Object> outcome, @Nullable Object load) {
        CoroutineContext callers = ((Continuation<?>) caller).getContext();
        return new LoadContinuation(
                load == null ? callers : leaving.detached(callers, outcome).plus(new Load(load)), outcome);
    }

    @Override
    public @Nullable Object load(Object caller) {
        Load load = ((Continuation<?>) caller).getContext().get(Load.KEY);
        return load == null ? null : load.load();
    }

    @Override
    public boolean isSuspended(@Nullable Object result) {
        return result == IntrinsicsKt.getCOROUTINE_SUSPENDED();
    }

    @Override
    @SuppressWarnings("unchecked") // it takes whatever the function ends with
    public @Nullable Object await(Object caller, CompletableFuture<?> stage, boolean leaves) {
        Continuation<Object> callers = (Continuation<Object>) caller;
        try {
            return (leaves ? leaving : staying).await(callers, stage);
        } catch (Throwable thrown) { // known by now, or the caller is cancelled: it must not be thrown in a body
            IntrinsicsKt.intercepted(callers).resumeWith(Outcomes.failed(thrown));
            return IntrinsicsKt.getCOROUTINE_SUSPENDED();
        }
    }

    private static boolean hasJobs() {
        try {
            Class.forName("kotlinx.coroutines.Job", false, CoroutineAdapter.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
