// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an invalidating method has to drop once it has returned; after an exception it drops nothing. Where it returns a
 * stage, that is when the stage has completed with a value, since only then the change is made.
 *
 * <p>Woven code sees a latch, a consumer and a function, as it does for a flight. Confined to one thread at a time.
 */
final class PendingInvalidation extends CountDownLatch
        implements BiConsumer<@Nullable Object, @Nullable Object>, Function<@Nullable Object, @Nullable Object> {
    private final Invalidator invalidator;
    private final @Nullable Object receiver;
    private final @Nullable Object[] arguments;

    PendingInvalidation(Invalidator invalidator, @Nullable Object receiver, @Nullable Object[] arguments) {
        super(1);
        this.invalidator = invalidator;
        this.receiver = receiver;
        this.arguments = arguments;
    }

    @Override
    public void accept(@Nullable Object value, @Nullable Object thrown) {
        if (getCount() == 0) {
            return;
        }
        countDown();
        if (thrown == null) {
            invalidator.dropAfter(receiver, arguments, value);
        }
    }

    /** Returns a stage that ends as the body's does, but after the results are dropped; what is no stage, as it is. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the caller, whose it is, has it by its declared type
    public @Nullable Object apply(@Nullable Object result) {
        if (!(result instanceof CompletionStage<?> stage)) {
            accept(result, null);
            return result;
        }
        CompletableFuture<@Nullable Object> own = new CompletableFuture<>();
        CompletionStage<?> unused = stage.whenComplete((value, thrown) -> {
            try {
                accept(value, thrown);
            } finally {
                boolean first = thrown == null ? own.complete(value) : own.completeExceptionally(thrown);
                assert first || own.isDone() : "its owner may have been first";
            }
        });
        return own;
    }
}
