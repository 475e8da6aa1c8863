// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Functions that return stages, remembered by what these come to. */
@Tag("parity-2")
class MemoizeAsyncTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final List<CompletableFuture<List<String>>> runs = new ArrayList<>();

    @Test
    void callersInFlightShareOneComputation() {
        Function<String, CompletableFuture<List<String>>> load = memo.memoizeAsync("load", this::run);
        CompletableFuture<List<String>> leader = load.apply("a");
        CompletableFuture<List<String>> follower = load.apply("a");
        assertThat(leader.cancel(true)).isTrue();
        runs.get(0).complete(new ArrayList<>(List.of("v")));
        follower.join().add("spoiled");
        assertThat(load.apply("a").join()).containsExactly("v");
        assertThat(runs).hasSize(1);
        assertThat(memo.stats().hits()).isEqualTo(1);
        assertThat(memo.stats().waits()).isEqualTo(1);
    }

    @Test
    void suppliersAndFunctionsOfTwoAreRemembered() {
        Supplier<CompletableFuture<List<String>>> all = memo.memoizeAsync("all", () -> run("all"));
        BiFunction<String, @Nullable String, CompletableFuture<List<String>>> both =
                memo.memoizeAsync("both", (a, b) -> run(a + b));
        CompletableFuture<List<String>> first = all.get();
        CompletableFuture<List<String>> second = both.apply("a", null);
        runs.get(0).complete(List.of("all"));
        runs.get(1).complete(List.of("both"));
        assertThat(first.join()).isEqualTo(all.get().join());
        assertThat(second.join()).isEqualTo(both.apply("a", null).join());
        assertThat(both.apply("b", null)).isNotDone();
        assertThat(runs).hasSize(3);
    }

    @Test
    @Tag("parity-6")
    void aFailureIsSharedAndNotKept() {
        Function<String, CompletableFuture<List<String>>> load = memo.memoizeAsync("load", this::run);
        CompletableFuture<List<String>> leader = load.apply("a");
        CompletableFuture<List<String>> follower = load.apply("a");
        IllegalStateException failure = new IllegalStateException("x");
        runs.get(0).completeExceptionally(failure);
        assertThat(leader.handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(follower.handle((value, thrown) -> thrown).join()).isSameAs(failure);
        assertThat(load.apply("a")).isNotDone();
    }

    @Test
    void whatTheFunctionItselfThrowsIsThrownAndNotKept() {
        Function<String, CompletableFuture<List<String>>> load = memo.memoizeAsync("load", item -> {
            runs.add(new CompletableFuture<>());
            throw new IllegalArgumentException(item);
        });
        for (int i = 1; i < 3; i++) {
            assertThatThrownBy(() -> load.apply("a"))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a");
            assertThat(runs).hasSize(i);
        }
    }

    @Test
    void aStageOfAnotherClassIsGivenAsAFuture() {
        Function<String, CompletableFuture<List<String>>> load = memo.memoizeAsync("load", item -> {
            CompletionStage<List<String>> minimal = run(item).minimalCompletionStage();
            return minimal;
        });
        CompletableFuture<List<String>> leader = load.apply("a");
        runs.get(0).complete(List.of("v"));
        assertThat(leader).isCompletedWithValue(List.of("v"));
        assertThat(load.apply("a")).isCompletedWithValue(List.of("v"));
    }

    @Test
    void ttlAndClearCountForTheOutcome() {
        Function<String, CompletableFuture<List<String>>> load =
                memo.memoizeAsync("load", CacheSettings.of().ttl(Duration.ofMinutes(1)), this::run);
        CompletableFuture<List<String>> first = load.apply("a");
        memo.invalidateAll();
        runs.get(0).complete(List.of("stale"));
        assertThat(first).isDone();
        CompletableFuture<List<String>> second = load.apply("a");
        ticker.advance(Duration.ofMinutes(5));
        runs.get(1).complete(List.of("fresh"));
        assertThat(second).isDone();
        ticker.advance(Duration.ofSeconds(59));
        assertThat(load.apply("a")).isCompletedWithValue(List.of("fresh"));
        ticker.advance(Duration.ofSeconds(1));
        assertThat(load.apply("a")).isNotDone();
    }

    @Test
    void afterItIsClosedCallsGoThrough() {
        Function<String, CompletableFuture<List<String>>> load = memo.memoizeAsync("load", this::run);
        CompletableFuture<List<String>> first = load.apply("a");
        Cache<?, ?> cache = memo.caches().get(0);
        cache.close();
        runs.get(0).complete(List.of("late"));
        assertThat(first).isCompletedWithValue(List.of("late"));
        assertThat(cache.size()).isZero();
        assertThat(load.apply("a")).isNotDone();
        assertThat(load.apply("a")).isNotDone();
        assertThat(runs).hasSize(3);
    }

    @Test
    void theCacheBehindItHasTheValuesAndLoadsNoneItself() {
        Function<String, CompletableFuture<List<String>>> load = memo.memoizeAsync("load", this::run);
        CompletableFuture<List<String>> first = load.apply("a");
        @SuppressWarnings("unchecked") // keys are the arguments, values the outcomes
        Cache<String, List<String>> cache =
                (Cache<String, List<String>>) memo.caches().get(0);
        assertThat(cache.get("a", key -> List.of("own"))).containsExactly("own");
        runs.get(0).complete(List.of("v"));
        assertThat(first).isDone();
        assertThat(cache.get("a")).containsExactly("v");
        cache.put("b", List.of("put"));
        assertThat(load.apply("b")).isCompletedWithValue(List.of("put"));
    }

    @Test
    void aBarrierForTheWholeFunctionIsRefused() {
        assertThatThrownBy(() -> memo.memoizeAsync("load", CacheSettings.of().barrier(Barrier.METHOD), this::run))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("memo.memoizeAsync(\"load\"): barrier must be KEY or NONE, was METHOD, though callers of an"
                        + " asynchronous function never wait. Use KEY, and limit how many loads run at a time where"
                        + " they run.");
    }

    private CompletableFuture<List<String>> run(String item) {
        assertThat(item).isNotEmpty();
        CompletableFuture<List<String>> run = new CompletableFuture<>();
        runs.add(run);
        return run;
    }
}
