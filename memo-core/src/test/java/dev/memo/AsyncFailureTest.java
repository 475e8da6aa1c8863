// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.memo.spi.Stats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Outcomes that are failures: shared by those in flight, as the original's stage would show them, and not kept. */
@Timeout(60)
@Tag("parity-6")
class AsyncFailureTest {
    private final Memo memo = Memo.create();
    private final ScriptedQuotes original = new ScriptedQuotes();
    private final Quotes quotes = memo.proxy(Quotes.class, original);

    @Test
    void aFailureReachesAllInFlightAndIsNotKept() {
        List<CompletableFuture<@Nullable Object>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(quotes.quote("a"));
        }
        IOException failure = new IOException("x");
        original.runs.get(0).completeExceptionally(failure);
        for (CompletableFuture<@Nullable Object> call : calls) {
            assertLikeOriginal(call, original.runs.get(0));
        }
        assertThat(original.runs).hasSize(1);
        assertThat(quotes.quote("a")).isNotDone();
        assertThat(original.runs).hasSize(2);
        Stats stats = memo.method(Quotes.class, "quote").stats();
        assertThat(stats.loadFailures()).isEqualTo(1);
        assertThat(stats.puts()).isZero();
    }

    @Test
    void aFailureInsideTheComputationHasNoMoreLayersThanTheOriginals() {
        CompletableFuture<@Nullable Object> source = new CompletableFuture<>();
        CompletableFuture<@Nullable Object> dependent = source.thenApply(value -> {
            throw new IllegalStateException("inside");
        });
        original.body = item -> dependent;
        CompletableFuture<@Nullable Object> leader = quotes.quote("a");
        CompletableFuture<@Nullable Object> follower = quotes.quote("a");
        source.complete("go");
        assertLikeOriginal(leader, dependent);
        assertLikeOriginal(follower, dependent);
        assertThat(dependent.handle((value, thrown) -> thrown).join())
                .as("the original's own layer")
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void aCancelledComputationIsCancelledForAllAndNotKept() {
        CompletableFuture<@Nullable Object> leader = quotes.quote("a");
        CompletableFuture<@Nullable Object> follower = quotes.quote("a");
        assertThat(original.runs.get(0).cancel(true)).isTrue();
        assertThat(leader).isCancelled();
        assertThat(follower).isCancelled();
        assertLikeOriginal(follower, original.runs.get(0));
        assertThat(quotes.quote("a")).isNotDone();
    }

    @Test
    void whatTheMethodItselfThrowsReachesItsCallerAndThoseInFlight() throws Exception {
        IllegalArgumentException thrown = new IllegalArgumentException("at once");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        original.body = item -> {
            inside.countDown();
            Latches.await(release);
            throw thrown;
        };
        try (Callers callers = new Callers()) {
            List<@Nullable Throwable> seen = new ArrayList<>();
            Future<?> leader = callers.run(() -> seen.add(catchThrowable(() -> quotes.quote("a"))));
            Latches.await(inside);
            CompletableFuture<@Nullable Object> follower = quotes.quote("a");
            assertThat(follower).isNotDone();
            release.countDown();
            Object unused = Callers.get(leader);
            assertThat(seen).containsExactly(thrown);
            assertThat(follower.handle((value, failure) -> failure).join()).isSameAs(thrown);
        }
        original.body = null;
        assertThat(quotes.quote("a")).isNotDone();
    }

    @Test
    void aNullInPlaceOfAStageGoesThroughAndIsNotKept() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        original.body = item -> {
            inside.countDown();
            Latches.await(release);
            return null;
        };
        try (Callers callers = new Callers()) {
            List<Object> seen = new ArrayList<>();
            Future<?> leader = callers.run(() -> seen.add(String.valueOf(quotes.quote("a"))));
            Latches.await(inside);
            CompletableFuture<@Nullable Object> follower = quotes.quote("a");
            release.countDown();
            Object unused = Callers.get(leader);
            assertThat(seen).containsExactly("null");
            assertThatThrownBy(follower::join)
                    .hasCauseInstanceOf(NullPointerException.class)
                    .hasMessageContaining("Quotes.quote returned null in place of its outcome");
        }
        original.body = null;
        assertThat(quotes.quote("a")).isNotDone();
        assertThat(memo.method(Quotes.class, "quote").stats().bypasses()).isEqualTo(1);
    }

    @Test
    void anErrorIsAnOutcomeLikeAnyOther() {
        CompletableFuture<@Nullable Object> leader = quotes.quote("a");
        AssertionError error = new AssertionError("no");
        original.runs.get(0).completeExceptionally(error);
        assertThat(leader.handle((value, thrown) -> thrown).join()).isSameAs(error);
        assertThat(quotes.quote("a")).isNotDone();
    }

    private static void assertLikeOriginal(
            CompletableFuture<@Nullable Object> call, CompletableFuture<@Nullable Object> original) {
        assertThat(call.handle((value, thrown) -> thrown).join())
                .isSameAs(original.handle((value, thrown) -> thrown).join());
        for (int layer = 0; layer < 3; layer++) {
            int depth = layer;
            assertThat(layer(catchThrowable(call::join), depth))
                    .isEqualTo(layer(catchThrowable(original::join), depth));
            assertThat(layer(catchThrowable(call::get), depth)).isEqualTo(layer(catchThrowable(original::get), depth));
        }
        assertThat(call.isCancelled()).isEqualTo(original.isCancelled());
    }

    /** Returns the class at the depth, and the object itself where the original's is the same on each call. */
    private static List<Object> layer(Throwable thrown, int depth) {
        Throwable at = thrown;
        for (int i = 0; i < depth && at != null; i++) {
            at = at.getCause();
        }
        return at == null ? List.of() : at.getCause() == null ? List.of(at) : List.of(at.getClass());
    }
}
