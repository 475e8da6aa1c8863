// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.spi.SuspendAdapter;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One load of a suspend function of Kotlin's, or one change by such a function.
 *
 * <p>It is handed to the woven code as a latch that is also a callable, which gives the continuation that the body gets in
 * the place of the caller's; a function, which takes what the body has returned and gives what the call returns; and a
 * consumer of what it has thrown. The flight behind it is that of a method that returns a future: one that the body's
 * continuation completes, if the body has suspended, else one that is complete. The leader waits for its own part like
 * everybody else, so that it may be cancelled without the others.
 *
 * <p>It is also kept in the context of the load's coroutine. A call that finds its own load there, or one further out, is
 * the recursion of a suspend function, and runs the original. Confined to the thread that called, but for what is final.
 */
final class Suspension extends CountDownLatch
        implements BiConsumer<@Nullable Object, @Nullable Object>,
                Function<@Nullable Object, @Nullable Object>,
                Supplier<@Nullable Object>,
                Callable<Object> {
    private final SuspendAdapter adapter;
    private final Object flight;
    private final Object caller;

    /** Whether others may take part in it: in a load, not in a change. */
    private final boolean shared;

    private final @Nullable Object outer;
    private final CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();
    private final Object body;
    private boolean threw;

    /**
     * Creates one, with the continuation for the body.
     *
     * @param flight a function, a consumer, and a supplier if another outcome may take the place of a failure
     */
    Suspension(SuspendAdapter adapter, Object flight, Object caller) {
        super(1);
        this.adapter = adapter;
        this.flight = flight;
        this.caller = caller;
        this.shared = !(flight instanceof PendingInvalidation);
        this.outer = adapter.load(caller);
        this.body = adapter.continuation(caller, outcome, shared ? this : null);
    }

    /** Returns whether a load, or one further out, is of this flight. */
    static boolean isWithin(@Nullable Object load, Object flight) {
        Object at = load;
        while (at instanceof Suspension suspension) {
            if (suspension.flight == flight) {
                return true;
            }
            at = suspension.outer;
        }
        return false;
    }

    /** Returns what the body gets in the place of its caller's continuation. */
    @Override
    public Object call() {
        return body;
    }

    /** Takes what the body has returned; returns what the call is to return. */
    @Override
    @SuppressWarnings("unchecked") // a flight is handed out as such a function
    public @Nullable Object apply(@Nullable Object result) {
        if (getCount() == 0) {
            return result;
        }
        countDown();
        Function<Object, @Nullable Object> landing = (Function<Object, @Nullable Object>) flight;
        if (!adapter.isSuspended(result)) {
            Object unused = landing.apply(CompletableFuture.completedFuture(result));
            return result;
        }
        return landing.apply(outcome) instanceof CompletableFuture<?> own ? adapter.await(caller, own, shared) : result;
    }

    /** Takes what the body has thrown before it has suspended. */
    @Override
    @SuppressWarnings("unchecked") // a flight is handed out as such a consumer
    public void accept(@Nullable Object value, @Nullable Object thrown) {
        if (getCount() > 0) {
            countDown();
            threw = true;
            ((BiConsumer<@Nullable Object, @Nullable Object>) flight).accept(value, thrown);
        }
    }

    /** Returns an older outcome that takes the place of what the body has thrown, {@code void.class} for null; or null. */
    @Override
    public @Nullable Object get() {
        Object older = threw && flight instanceof Supplier<?> supplier ? supplier.get() : null;
        return older instanceof CompletableFuture<?> stage ? Suspending.masked(stage.join()) : null;
    }
}
