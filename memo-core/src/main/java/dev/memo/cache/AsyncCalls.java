// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of one memoized function that returns a stage, and is remembered by its outcome. Thread-safe. */
final class AsyncCalls {
    /** The key of a function without arguments. */
    private static final Object NONE = List.of();

    private final DirectCache cache;

    AsyncCalls(DirectCache cache) {
        this.cache = cache;
    }

    Supplier<@Nullable Object> supplier(Supplier<@Nullable Object> original) {
        return () -> call(NONE, original);
    }

    Function<@Nullable Object, @Nullable Object> function(Function<@Nullable Object, @Nullable Object> original) {
        return argument -> call(argument, () -> original.apply(argument));
    }

    BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> function(
            BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> original) {
        return (first, second) -> call(new Pair(first, second), () -> original.apply(first, second));
    }

    private @Nullable Object call(@Nullable Object key, Supplier<@Nullable Object> original) {
        Object given = cache.region.given(found(key));
        if (given == null) {
            return future(original.get());
        }
        return given instanceof CountDownLatch ? lead(given, original) : given;
    }

    private @Nullable Object found(@Nullable Object key) {
        Object found;
        try {
            found = cache.find(key);
        } catch (Throwable cause) { // of the key's own hashCode or equals
            cache.bypass(cause);
            return null;
        }
        return found == null ? cache.begin(key, null) : found;
    }

    @SuppressWarnings("unchecked") // a flight is both
    private @Nullable Object lead(Object flight, Supplier<@Nullable Object> original) {
        cache.clearIfClosed(); // from here on, who closes the cache sees this load
        Object stage;
        try {
            stage = original.get();
        } catch (Throwable failure) {
            ((BiConsumer<@Nullable Object, @Nullable Object>) flight).accept(null, failure);
            throw failure;
        }
        return future(((Function<@Nullable Object, @Nullable Object>) flight).apply(stage));
    }

    /** The function's own stage may be of any class, where a call goes through. */
    @SuppressWarnings("FutureReturnValueIgnored") // the caller, whose it is, has it by its declared type
    private static @Nullable Object future(@Nullable Object stage) {
        if (stage == null || stage instanceof CompletableFuture) {
            return stage;
        }
        CompletableFuture<@Nullable Object> future = new CompletableFuture<>();
        CompletionStage<?> unused = ((CompletionStage<?>) stage).whenComplete((value, failure) -> {
            boolean first = failure == null ? future.complete(value) : future.completeExceptionally(failure);
            assert first || future.isDone() : "its owner may have been first";
        });
        return future;
    }
}
