// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is computed from memoized results is fresh no longer than they are. */
@Timeout(60)
class NestedTtlTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final AtomicInteger inner = new AtomicInteger();
    private final AtomicInteger outer = new AtomicInteger();

    private static <K, V> CacheSettings<K, V> ttl(long seconds) {
        return CacheSettings.<K, V>of().ttl(Duration.ofSeconds(seconds));
    }

    private Function<String, Integer> inner(CacheSettings<String, Integer> settings) {
        return memo.memoize("inner", settings, key -> inner.incrementAndGet());
    }

    private Function<String, Integer> outer(CacheSettings<String, Integer> settings, Function<String, Integer> calls) {
        return memo.memoize("outer", settings, key -> {
            int found = calls.apply(key);
            return 100 * outer.incrementAndGet() + found;
        });
    }

    private void after(long seconds) {
        ticker.advance(Duration.ofSeconds(seconds));
    }

    private static void call(Function<String, Integer> function, String key) {
        assertThat(function.apply(key)).isNotNull();
    }

    @Test
    void aResultEndsWithTheOneThatItsLoadWasGiven() {
        Function<String, Integer> inside = inner(ttl(10));
        Function<String, Integer> outside = outer(ttl(60), inside);
        assertThat(inside.apply("a")).isEqualTo(1);
        after(4);
        assertThat(outside.apply("a")).isEqualTo(101); // a hit inside, with 6 seconds left
        after(5);
        assertThat(outside.apply("a")).isEqualTo(101);
        after(1);
        assertThat(outside.apply("a")).isEqualTo(202);
    }

    @Test
    void aResultEndsWithTheOneThatItsLoadHasLoaded() {
        Function<String, Integer> outside = outer(ttl(60), inner(ttl(10)));
        assertThat(outside.apply("a")).isEqualTo(101);
        after(9);
        assertThat(outside.apply("a")).isEqualTo(101);
        after(1);
        assertThat(outside.apply("a")).isEqualTo(202);
    }

    @Test
    void itsOwnTtlCountsWhereThatIsShorter() {
        Function<String, Integer> outside = outer(ttl(10), inner(ttl(60)));
        call(outside, "a");
        after(10);
        assertThat(outside.apply("a")).isEqualTo(201);
    }

    @Test
    void aResultWithoutTtlEndsWithThatBelow() {
        Function<String, Integer> outside = outer(CacheSettings.of(), inner(ttl(10)));
        call(outside, "a");
        after(10);
        assertThat(outside.apply("a")).isEqualTo(202);
        assertThat(memo.stats().expirations()).isEqualTo(2);
    }

    @Test
    void aResultBelowWithoutTtlSetsNoBound() {
        Function<String, Integer> outside = outer(CacheSettings.of(), inner(CacheSettings.of()));
        call(outside, "a");
        after(1_000_000);
        assertThat(outside.apply("a")).isEqualTo(101);
    }

    @Test
    void idleBelowSetsNoBound() {
        Function<String, Integer> outside = outer(
                CacheSettings.of(), inner(CacheSettings.<String, Integer>of().idle(Duration.ofSeconds(10))));
        call(outside, "a");
        after(100);
        assertThat(outside.apply("a")).isEqualTo(101);
    }

    @Test
    void theBoundGoesThroughAllLevels() {
        Function<String, Integer> outside = outer(ttl(60), inner(ttl(10)));
        Function<String, Integer> middle = memo.memoize("middle", ttl(40), outside);
        Supplier<Integer> top = memo.memoize("top", CacheSettings.of(), () -> middle.apply("a"));
        assertThat(top.get()).isEqualTo(101);
        after(9);
        assertThat(top.get()).isEqualTo(101);
        after(1);
        assertThat(top.get()).isEqualTo(202);
    }

    @Test
    void theShortestOfSeveralCounts() {
        Function<String, Integer> shortest = inner(ttl(10));
        Function<String, Integer> longer = memo.memoize("longer", ttl(30), key -> 7);
        Function<String, Integer> outside =
                outer(ttl(60), key -> longer.apply(key) + shortest.apply(key) - longer.apply(key));
        call(outside, "a");
        after(10);
        assertThat(outside.apply("a")).isEqualTo(202);
    }

    @Test
    void itCanBeSwitchedOff() {
        Function<String, Integer> outside = outer(
                CacheSettings.<String, Integer>of().ttl(Duration.ofSeconds(60)).nestedTtl(false), inner(ttl(10)));
        Supplier<Integer> top = memo.memoize("top", CacheSettings.of(), () -> outside.apply("a"));
        assertThat(top.get()).isEqualTo(101);
        after(59);
        assertThat(top.get()).isEqualTo(101);
        after(1);
        assertThat(top.get()).isEqualTo(202);
    }

    @Test
    void whatIsNotBelowDoesNotCount() {
        Function<String, Integer> inside = inner(ttl(10));
        Function<String, Integer> outside = outer(ttl(60), key -> 0);
        call(inside, "a");
        call(outside, "a");
        call(inside, "a");
        after(59);
        assertThat(outside.apply("a")).isEqualTo(100);
    }

    @Test
    void withKeepTheResultIsStaleFromThenOn() {
        Function<String, Integer> inside = inner(ttl(10));
        Function<String, Integer> outside = outer(
                CacheSettings.<String, Integer>of().ttl(Duration.ofSeconds(60)).keep(Duration.ofSeconds(600)), key -> {
                    if (outer.get() == 1) { // the second time on
                        throw new IllegalStateException("down");
                    }
                    return inside.apply(key);
                });
        assertThat(outside.apply("a")).isEqualTo(101);
        after(10);
        assertThat(outside.apply("a")).isEqualTo(101);
        assertThat(memo.stats().staleServes()).isEqualTo(1);
        after(589);
        assertThat(outside.apply("a")).isEqualTo(101);
        after(1);
        assertThatThrownBy(() -> outside.apply("a")).hasMessage("down");
    }

    @Test
    void aStaleResultBelowLeavesNoFreshTime() {
        AtomicInteger calls = new AtomicInteger();
        Function<String, Integer> inside = memo.memoize(
                "inside",
                CacheSettings.<String, Integer>of().ttl(Duration.ofSeconds(10)).keep(Duration.ofSeconds(600)),
                key -> {
                    if (calls.incrementAndGet() == 2) {
                        throw new IllegalStateException("down");
                    }
                    return calls.get();
                });
        Function<String, Integer> outside = outer(ttl(60), inside);
        assertThat(outside.apply("a")).isEqualTo(101);
        after(10);
        assertThat(outside.apply("a")).isEqualTo(201); // stale, as its load failed
        assertThat(outside.apply("a")).isEqualTo(301); // stale, as it rests
        after(1);
        assertThat(outside.apply("a")).isEqualTo(403);
        assertThat(outside.apply("a")).isEqualTo(403);
    }

    @Test
    void anExceptionThatIsKeptEndsWithWhatLedToIt() {
        Function<String, Integer> inside = inner(ttl(10));
        Function<String, Integer> outside = memo.memoize(
                "outside",
                CacheSettings.<String, Integer>of().failures(Duration.ofSeconds(60), IllegalStateException.class),
                key -> {
                    throw new IllegalStateException("found " + inside.apply(key));
                });
        assertThatThrownBy(() -> outside.apply("a")).hasMessage("found 1");
        after(9);
        assertThatThrownBy(() -> outside.apply("a")).hasMessage("found 1");
        after(1);
        assertThatThrownBy(() -> outside.apply("a")).hasMessage("found 2");
    }

    @Test
    void readsOfACacheCount() {
        Cache<String, Integer> cache = memo.cache("cache", ttl(10));
        cache.put("a", 5);
        Function<String, Integer> outside = outer(ttl(60), cache::get);
        assertThat(outside.apply("a")).isEqualTo(105);
        after(10);
        cache.put("a", 6);
        assertThat(outside.apply("a")).isEqualTo(206);
    }

    @Test
    void loadersOfACacheAreBoundToo() {
        Cache<String, Integer> cache = memo.cache("cache", ttl(60));
        Function<String, Integer> inside = inner(ttl(10));
        assertThat(cache.get("a", inside)).isEqualTo(1);
        after(10);
        assertThat(cache.get("a", inside)).isEqualTo(2);
    }

    @Test
    void manyKeysThatAreLoadedTogetherEndWithWhatWasReadForThemAndBoundWhoAsks() throws Exception {
        onAThreadOfItsOwn(this::loadManyKeysTogether);
    }

    private void loadManyKeysTogether() {
        Function<String, Integer> inside = inner(ttl(10));
        Cache<String, Integer> cache = memo.cache("cache", ttl(60));
        Function<String, Integer> outside =
                outer(ttl(60), key -> all(cache, inside).size());
        Function<String, Integer> top = memo.memoize("top", CacheSettings.of(), outside);
        assertThat(top.apply("x")).isEqualTo(102);
        assertThat(inner).hasValue(1);
        after(9);
        assertThat(top.apply("x")).isEqualTo(102);
        assertThat(all(cache, inside)).containsEntry("a", 1).containsEntry("b", 1);
        after(1);
        assertThat(cache.get("a")).isNull();
        assertThat(cache.get("b")).isNull();
        assertThat(top.apply("x")).isEqualTo(202);
        assertThat(dev.memo.region.OpenNests.here()).isFalse();
    }

    /** One that no other test has left a load on. */
    private static void onAThreadOfItsOwn(Runnable body) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(body, true);
        new Thread(task).start();
        assertThat(task.get()).isTrue();
    }

    private static Map<String, Integer> all(Cache<String, Integer> cache, Function<String, Integer> inside) {
        return cache.getAll(List.of("a", "b"), missing -> {
            int value = inside.apply("shared");
            Map<String, Integer> loaded = new HashMap<>();
            missing.forEach(key -> loaded.put(key, value));
            return loaded;
        });
    }

    @Test
    void whatAnotherThreadLoadsCountsForWhoWaitsForIt() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Function<String, Integer> inside = memo.memoize("inside", ttl(10), key -> {
            began.countDown();
            await(go);
            return inner.incrementAndGet();
        });
        Function<String, Integer> outside = outer(ttl(60), inside);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> loads = threads.submit(() -> inside.apply("a"));
            began.await();
            Future<Integer> waits = threads.submit(() -> outside.apply("a"));
            while (memo.flights().stream().noneMatch(flight -> flight.waiters() == 1)) {
                Thread.onSpinWait();
            }
            go.countDown();
            assertThat(loads.get()).isEqualTo(1);
            assertThat(waits.get()).isEqualTo(101);
        } finally {
            threads.shutdownNow();
        }
        after(10);
        assertThat(outside.apply("a")).isEqualTo(202);
    }

    @Test
    void aStageThatALoadHasWaitedForCounts() {
        Function<String, CompletableFuture<Integer>> inside =
                memo.memoizeAsync("inside", ttl(10), key -> CompletableFuture.completedFuture(inner.incrementAndGet()));
        Function<String, Integer> outside =
                outer(ttl(60), key -> inside.apply(key).join());
        assertThat(outside.apply("a")).isEqualTo(101);
        after(9);
        assertThat(outside.apply("a")).isEqualTo(101);
        after(1);
        assertThat(outside.apply("a")).isEqualTo(202);
    }

    @Test
    void aStageEndsWithWhatWasReadBeforeItWasReturned() {
        Function<String, Integer> inside = inner(ttl(10));
        CompletableFuture<Integer> pending = new CompletableFuture<>();
        Function<String, CompletableFuture<Integer>> outside = memo.memoizeAsync("outside", ttl(60), key -> {
            int found = inside.apply(key);
            return found == 1 ? pending.thenApply(ignored -> found) : CompletableFuture.completedFuture(found);
        });
        CompletableFuture<Integer> given = outside.apply("a");
        after(4);
        pending.complete(0);
        assertThat(given.join()).isEqualTo(1);
        assertThat(outside.apply("a").join()).isEqualTo(1);
        after(6);
        assertThat(outside.apply("a").join()).isEqualTo(2);
    }

    @Test
    void aThreadThatHasLoadedIsMarkedNoMore() throws Exception {
        onAThreadOfItsOwn(this::loadAndFail);
    }

    private void loadAndFail() {
        Function<String, Integer> outside = outer(ttl(60), key -> {
            throw new IllegalStateException("down");
        });
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> outside.apply("a")).hasMessage("down");
        }
        Function<String, Integer> after = memo.memoize("after", ttl(60), key -> 1);
        call(after, "a");
        assertThat(dev.memo.region.OpenNests.here()).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
