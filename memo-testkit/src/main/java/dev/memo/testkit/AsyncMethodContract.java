// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What memoized methods that return one asynchronous type must do: what their {@link dev.memo.spi.AsyncAdapter} and Memo
 * make together, woven or by proxy. Extend it, and hand the calls on to methods that are memoized, of an object made anew for
 * each test. {@link AsyncAdapterContract} is for the adapter alone. Each test starts threads of its own at most.
 *
 * @param <T> the type, of a list of texts
 */
@Tag("parity-2")
public abstract class AsyncMethodContract<T> {
    private static final int CALLERS = 100;
    private static final int THREADS = 8;

    /** What the methods compute. */
    protected final Computation computation = new Computation();

    /** Creates the contract; JUnit does. */
    protected AsyncMethodContract() {}

    /**
     * Calls a memoized method whose original returns an object that begins {@link #computation} each time it is subscribed,
     * ends as that does, and cancels it where it is cancelled; nothing but what the argument says is in its key.
     */
    protected abstract T names(String item);

    /** The same, of an original whose object ends without a value, or with null, once the computation has begun. */
    protected abstract T nothing(String item);

    /** Calls a memoized method whose original throws an {@code IOException} with this message, in place of returning. */
    protected abstract T failing(String message) throws IOException;

    /**
     * Subscribes what a call has returned.
     *
     * @return ends as it does, with null where there is no value; cancelling it cancels the subscription
     */
    protected abstract CompletableFuture<List<String>> subscribed(T returned);

    /** What is remembered is the outcome, not the object that computes it. */
    @Test
    public void hitDoesNotComputeAgain() {
        T first = names("a");
        assertThat(computation.begun()).as("it runs with the call").isEqualTo(1);
        computation.end("v");

        assertThat(subscribed(first).join()).containsExactly("v");
        assertThat(subscribed(first).join()).containsExactly("v");
        assertThat(subscribed(names("a")).join()).containsExactly("v");
        assertThat(computation.begun()).isEqualTo(1);
        assertThat(subscribed(names("b"))).isNotDone();
        assertThat(computation.begun()).isEqualTo(2);
    }

    /** Who comes while it runs gets what it ends with, and a copy of its own. */
    @Test
    @Tag("parity-5")
    public void callersInFlightShareOneComputation() {
        List<CompletableFuture<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            calls.add(subscribed(names("a")));
        }
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        computation.end("v");
        calls.get(0).join().add("spoiled");
        calls.get(1).join().add("spoiled");

        assertThat(calls.subList(2, CALLERS)).allMatch(call -> call.join().equals(List.of("v")));
        assertThat(computation.begun()).isEqualTo(1);
    }

    /** The same, whatever thread they are on. */
    @Test
    public void callersOnManyThreadsShareOneComputation() {
        List<CompletableFuture<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            calls.add(new CompletableFuture<>());
        }
        calls.parallelStream().forEach(call -> {
            CompletableFuture<Void> unused = subscribed(names("a")).thenAccept(call::complete);
        });
        computation.end("v");

        assertThat(calls).allMatch(call -> call.join().equals(List.of("v")));
        assertThat(computation.begun()).isEqualTo(1);
    }

    /** Those who share a computation share its failure, the same object; the next call tries again. */
    @Test
    @Tag("parity-6")
    public void failureIsSharedAndNotRemembered() {
        IOException failure = new IOException("x");
        CompletableFuture<List<String>> leader = subscribed(names("a"));
        CompletableFuture<List<String>> follower = subscribed(names("a"));
        computation.fail(failure);

        assertThat(leader.handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(follower.handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(subscribed(names("a"))).isNotDone();
        assertThat(computation.begun()).isEqualTo(2);
    }

    /** Neither who began the computation nor who joined it can end it for the others. */
    @Test
    public void callerWhoCancelsTouchesNobodyElse() {
        CompletableFuture<List<String>> leader = subscribed(names("a"));
        CompletableFuture<List<String>> follower = subscribed(names("a"));
        CompletableFuture<List<String>> another = subscribed(names("a"));
        assertThat(leader.cancel(true)).isTrue();
        assertThat(another.cancel(true)).isTrue();

        assertThat(computation.isCancelled()).isFalse();
        computation.end("v");
        assertThat(follower.join()).containsExactly("v");
        assertThat(subscribed(names("a")).join()).containsExactly("v");
        assertThat(computation.begun()).isEqualTo(1);
    }

    /** No value is an outcome too. */
    @Test
    @Tag("parity-10")
    public void nothingIsRemembered() {
        assertThat(subscribed(nothing("a")).join()).isNull();
        assertThat(subscribed(nothing("a")).join()).isNull();
        assertThat(computation.begun()).isEqualTo(1);
    }

    /** What is thrown in place of returning reaches the caller as it is. */
    @Test
    public void whatTheMethodThrowsItselfIsThrown() {
        assertThatThrownBy(() -> failing("x"))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("x");
    }

    /** What a test ends, and counts. Thread-safe. */
    public static final class Computation {
        private final AtomicInteger begun = new AtomicInteger();
        private volatile CompletableFuture<List<String>> run = new CompletableFuture<>();

        private Computation() {}

        /** Begins it anew. */
        public CompletableFuture<List<String>> begin() {
            begun.incrementAndGet();
            run = new CompletableFuture<>();
            return run;
        }

        private int begun() {
            return begun.get();
        }

        private void end(String name) {
            assertThat(run.complete(new ArrayList<>(List.of(name)))).isTrue();
        }

        private void fail(Throwable failure) {
            assertThat(run.completeExceptionally(failure)).isTrue();
        }

        private boolean isCancelled() {
            return run.isCancelled();
        }
    }
}
