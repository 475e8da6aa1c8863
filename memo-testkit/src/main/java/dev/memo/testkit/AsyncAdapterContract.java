// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.AsyncAdapter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AsyncAdapter} must do. Extend it, say which adapter is meant, and how objects of its type are made and
 * subscribed without it. Confined to one thread.
 */
@Tag("parity-2")
public abstract class AsyncAdapterContract {
    /** Creates the contract; JUnit does. */
    protected AsyncAdapterContract() {}

    /** Returns the adapter under test, a new one or always the same. */
    protected abstract AsyncAdapter adapter();

    /**
     * Returns an object of the adapted type that asks for a future each time it is subscribed, or once if it is not lazy,
     * ends as that does, and cancels it where it is cancelled.
     */
    protected abstract Object made(Supplier<CompletableFuture<Object>> source);

    /**
     * Subscribes an object of the adapted type.
     *
     * @return ends as it does, with null where there is no value; cancelling it cancels the subscription
     */
    protected abstract CompletableFuture<Object> subscribed(Object made);

    /** Returns whether the type can end without a value, or with null. */
    protected boolean takesNull() {
        return true;
    }

    /** What the method computes is what Memo gets. */
    @Test
    public void stageEndsWithTheValue() {
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> stage = stageOf(() -> source);

        assertThat(stage).isNotDone();
        source.complete("v");
        assertThat(stage).isCompletedWithValue("v");
    }

    /** The computation is Memo's to start, and runs once. */
    @Test
    public void stageIsSubscribedOnceAndAtOnce() {
        AtomicInteger subscriptions = new AtomicInteger();
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> stage = stageOf(() -> {
            subscriptions.incrementAndGet();
            return source;
        });

        assertThat(subscriptions).hasValue(1);
        source.complete("v");
        assertThat(stage.join()).isEqualTo("v");
        assertThat(stage.thenApply(value -> value).join()).isEqualTo("v");
        assertThat(subscriptions).hasValue(1);
    }

    /** Callers are to see the same failure as without Memo. */
    @Test
    public void stageEndsWithTheFailureItself() {
        CompletableFuture<Object> source = new CompletableFuture<>();
        CompletableFuture<Object> stage = stageOf(() -> source);
        IllegalStateException failure = new IllegalStateException("x");
        source.completeExceptionally(failure);

        assertThat(stage.handle((value, thrown) -> thrown).join()).isSameAs(failure);
    }

    /** No value is a value for Memo, which remembers it as null. */
    @Test
    public void nothingIsNull() {
        if (takesNull()) {
            CompletableFuture<Object> own = new CompletableFuture<>();
            CompletableFuture<Object> taken = subscribed(adapter().fromStage(own));
            assertThat(own.complete(null)).isTrue();

            assertThat(taken).isCompletedWithValue(null);
            assertThat(stageOf(() -> CompletableFuture.completedFuture(null))).isCompletedWithValue(null);
        }
    }

    /** A caller may take what it got as often as it likes. */
    @Test
    public void objectMayBeSubscribedAgain() {
        CompletableFuture<Object> own = new CompletableFuture<>();
        Object given = adapter().fromStage(own);
        CompletableFuture<Object> first = subscribed(given);
        CompletableFuture<Object> second = subscribed(given);

        assertThat(first).isNotDone();
        own.complete("v");
        assertThat(first).isCompletedWithValue("v");
        assertThat(second).isCompletedWithValue("v");
        assertThat(subscribed(given)).isCompletedWithValue("v");
    }

    /** One who gives up leaves alone what else hangs on the same object. */
    @Test
    public void cancellingASubscriptionLeavesTheOthers() {
        CompletableFuture<Object> own = new CompletableFuture<>();
        Object given = adapter().fromStage(own);
        CompletableFuture<Object> other = subscribed(given);
        assertThat(subscribed(given).cancel(true)).isTrue();

        assertThat(own).isNotDone();
        own.complete("v");
        assertThat(other).isCompletedWithValue("v");
        assertThat(subscribed(given)).isCompletedWithValue("v");
    }

    /** The failure comes through as it is. */
    @Test
    public void objectEndsWithTheFailureItself() {
        CompletableFuture<Object> own = new CompletableFuture<>();
        CompletableFuture<Object> taken = subscribed(adapter().fromStage(own));
        IllegalStateException failure = new IllegalStateException("x");
        own.completeExceptionally(failure);

        assertThat(taken.handle((value, thrown) -> thrown).join()).isSameAs(failure);
    }

    @SuppressWarnings("unchecked") // what is made for objects ends with one
    private CompletableFuture<Object> stageOf(Supplier<CompletableFuture<Object>> source) {
        return (CompletableFuture<Object>) adapter().toStage(made(source)).toCompletableFuture();
    }
}
