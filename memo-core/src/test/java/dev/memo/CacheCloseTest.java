// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Stats;
import dev.memo.testkit.CountingLoader;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is left of a direct cache that was closed. */
@Tag("parity-50")
class CacheCloseTest {
    private final Memo memo = Memo.create();
    private final Cache<Integer, Integer> cache = memo.cache("closed");

    @Test
    void readsAnswer() {
        cache.put(1, 1);
        cache.close();
        cache.close();
        assertThat(cache.get(1)).isNull();
        assertThat(cache.lookup(1).isMiss()).isTrue();
        assertThat(cache.contains(1)).isFalse();
        assertThat(cache.getAll(List.of(1))).isEmpty();
        assertThat(cache.keys()).isEmpty();
        assertThat(cache.size() + cache.liveSize() + cache.weight()).isZero();
        assertThat(cache.remaining(1)).isEmpty();
        assertThat(cache.asMap()).isEmpty();
        assertThat(cache.stats().misses()).isEqualTo(3);
        cache.cleanUp();
    }

    @Test
    void writesThrow() {
        cache.close();
        Stream<ThrowingCallable> writes = Stream.of(
                () -> cache.put(1, 1),
                () -> cache.add(1, 1),
                () -> cache.replace(1, 1),
                () -> cache.remove(1),
                () -> cache.putAll(Map.of(1, 1)),
                () -> cache.removeAll(List.of(1)),
                () -> cache.clear(),
                () -> cache.asMap().put(1, 1));
        writes.forEach(write -> assertThatThrownBy(write)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cache \"closed\": it takes no writes, as it is closed. Open another with memo.cache of the"
                        + " same name."));
    }

    @Test
    void loadersAndMemoizedFunctionsRunEachTime() {
        CountingLoader<Integer, Integer> original = CountingLoader.of(n -> n + 1);
        Function<Integer, Integer> memoized = memo.memoize("next", original);
        assertThat(memoized.apply(1)).isEqualTo(2);
        memo.caches().forEach(Cache::close);
        assertThat(memo.caches()).isEmpty();
        assertThat(memoized.apply(1)).isEqualTo(2);
        assertThat(memoized.apply(1)).isEqualTo(2);
        assertThat(original.runs()).isEqualTo(3);
        assertThat(cache.get(1, original)).isEqualTo(2);
        assertThat(cache.get(1, original)).isEqualTo(2);
        assertThat(original.runs()).isEqualTo(5);
        assertThat(cache.size()).isZero();
    }

    @Test
    void aLoadThatIsUnderWayLeavesNothing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountingLoader<Integer, Integer> slow =
                CountingLoader.<Integer, Integer>of(n -> n + 1).waitingFor(gate);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Future<Integer> loaded = pool.submit(() -> cache.get(1, slow));
        slow.awaitFirstRun();
        cache.close();
        gate.countDown();
        assertThat(loaded.get()).isEqualTo(2);
        assertThat(cache.size()).isZero();
        pool.shutdown();
    }

    @Test
    void whatIsLoadedAfterwardsIsInTheSumOfTheRuntimeOnce() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountingLoader<Integer, Integer> slow =
                CountingLoader.<Integer, Integer>of(n -> n + 1).waitingFor(gate);
        cache.put(2, 2);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Future<Integer> loaded = pool.submit(() -> cache.get(1, slow));
        slow.awaitFirstRun();
        cache.close();
        assertThat(memo.stats().loads()).isZero();
        gate.countDown();
        assertThat(loaded.get()).isEqualTo(2);
        pool.shutdown();
        cache.close();
        assertThat(memo.stats().loads()).isEqualTo(1);
        assertThat(memo.stats()).isEqualTo(cache.stats().withoutContents());
        memo.resetStats();
        assertThat(memo.stats()).isEqualTo(Stats.of());
    }

    @Test
    void outcomesThatComeAfterwardsAreInTheSumOfTheRuntimeThoughNobodyHoldsTheCache() {
        CompletableFuture<Integer> outcome = new CompletableFuture<>();
        WeakReference<Object> function = callAndClose(outcome);
        assertThat(memo.stats().loads()).isZero();
        assertThat(outcome.complete(7)).isTrue();
        assertThat(Eventually.collected(function)).isTrue();
        assertThat(memo.stats().loads()).isEqualTo(1);
        assertThat(memo.stats().loads()).as("not twice").isEqualTo(1);
    }

    private WeakReference<Object> callAndClose(CompletableFuture<Integer> outcome) {
        Function<Integer, CompletableFuture<Integer>> function = memo.memoizeAsync("outcomes", n -> outcome);
        assertThat(function.apply(1)).isNotDone();
        memo.caches().forEach(Cache::close);
        return new WeakReference<>(function);
    }

    @Test
    void theNameIsFreeAgain() {
        cache.close();
        Cache<Integer, Integer> another = memo.cache("closed");
        another.put(1, 1);
        cache.close();
        assertThat(another.get(1)).isEqualTo(1);
        assertThat(memo.caches()).isEqualTo(List.of(another));
    }
}
