// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is computed from memoized results is dropped with them. */
@Timeout(60)
class DependenciesTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Cache<String, Integer> source = memo.cache(
            "source", CacheSettings.<String, Integer>of().tags((key, value) -> List.of("source", "key:" + key)));
    private final AtomicInteger loads = new AtomicInteger();

    private static CacheSettings<String, Integer> dependent() {
        return CacheSettings.<String, Integer>of().dependencies(true);
    }

    private Function<String, Integer> reader(String name, Function<String, Integer> from) {
        return memo.memoize(name, dependent(), key -> {
            loads.incrementAndGet();
            return from.apply(key);
        });
    }

    private final Function<String, Integer> inner =
            memo.memoize("inner", CacheSettings.of(), key -> source.get(key, absent -> -1));

    private final Function<String, Integer> outer = reader("outer", source::get);

    @Test
    void whatAValueWasComputedFromTakesBytesOfTheLimits() {
        Cache<String, Integer> alone = memo.cache("alone");
        Cache<String, Integer> computed = memo.cache("computed", dependent());
        source.put("k", 1);
        assertThat(alone.get("k", key -> 1)).isEqualTo(1);
        assertThat(computed.get("k", source::get)).isEqualTo(1);
        assertThat(computed.weight() - alone.weight()).isBetween(150L, 400L);
    }

    private int read(String key) {
        Integer found = source.get(key);
        return found == null ? 0 : found;
    }

    private void calls(Function<String, Integer> function, String key, int value, int loadsThen) {
        assertThat(function.apply(key)).isEqualTo(value);
        assertThat(function.apply(key)).isEqualTo(value);
        assertThat(loads).hasValue(loadsThen);
    }

    @Test
    void aKeyThatIsRemovedTakesAlongWhatWasComputedFromIt() {
        source.put("a", 1);
        source.put("b", 2);
        calls(outer, "a", 1, 1);
        calls(outer, "b", 2, 2);
        source.remove("a");
        assertThat(source.get("b")).isEqualTo(2);
        calls(outer, "b", 2, 2);
        assertThat(outer.apply("a")).isNull();
        assertThat(loads).hasValue(3);
    }

    @Test
    void aValueThatIsReplacedDoesToo() {
        source.put("a", 1);
        calls(outer, "a", 1, 1);
        source.put("a", 5);
        calls(outer, "a", 5, 2);
        source.replace("a", 6);
        calls(outer, "a", 6, 3);
    }

    @Test
    void aTagOfItDoesToo() {
        source.put("a", 1);
        source.put("b", 2);
        calls(outer, "a", 1, 1);
        calls(outer, "b", 2, 2);
        memo.invalidateTag("key:a");
        calls(outer, "b", 2, 2);
        assertThat(outer.apply("a")).isNull();
    }

    @Test
    void allOfItsKeysDoToo() {
        source.put("a", 1);
        calls(outer, "a", 1, 1);
        source.clear();
        assertThat(outer.apply("a")).isNull();
    }

    @Test
    void theCallOfAFunctionAndAllOfItDoToo() {
        source.put("a", 1);
        Function<String, Integer> outside = reader("outside", inner);
        calls(outside, "a", 1, 1);
        Memo.invalidate(() -> inner.apply("a"));
        calls(outside, "a", 1, 2);
        Memo.invalidate(() -> inner.apply("b"));
        calls(outside, "a", 1, 2);
        memo.invalidateAll();
        calls(outside, "a", 1, 3);
    }

    @Test
    void whatIsNotDependentStays() {
        source.put("a", 1);
        assertThat(inner.apply("a")).isEqualTo(1);
        source.put("a", 5);
        assertThat(inner.apply("a")).isEqualTo(1);
    }

    @Test
    void itGoesThroughAllLevelsThatFollow() {
        source.put("a", 1);
        Function<String, Integer> middle = reader("middle", outer);
        Function<String, Integer> top = reader("top", middle);
        calls(top, "a", 1, 3);
        source.put("a", 2);
        calls(top, "a", 2, 6);
        Function<String, Integer> late = reader("late", middle); // by hits
        calls(late, "a", 2, 7);
        memo.invalidateTag("source");
        assertThat(late.apply("a")).isNull();
    }

    @Test
    void whatMadeRoomDropsNothingButIsRememberedAsAnOrigin() {
        Cache<String, Integer> small = memo.cache(
                "small", CacheSettings.<String, Integer>of().maxEntries(1).policy("lru"));
        Function<String, Integer> outside = reader("outside", small::get);
        small.put("a", 1);
        calls(outside, "a", 1, 1);
        small.put("b", 2);
        assertThat(small.contains("a")).isFalse();
        calls(outside, "a", 1, 1);
        small.remove("a");
        assertThat(outside.apply("a")).isNull();
        assertThat(loads).hasValue(2);
    }

    @Test
    void whatHasEndedDropsNothing() {
        Cache<String, Integer> ending =
                memo.cache("ending", CacheSettings.<String, Integer>of().ttl(Duration.ofSeconds(10)));
        Function<String, Integer> outside = memo.memoize("outside", dependent().nestedTtl(false), key -> {
            loads.incrementAndGet();
            return ending.get(key);
        });
        ending.put("a", 1);
        calls(outside, "a", 1, 1);
        ticker.advance(Duration.ofSeconds(10));
        ending.cleanUp();
        calls(outside, "a", 1, 1);
        ending.put("a", 2);
        calls(outside, "a", 2, 2);
    }

    @Test
    void aLoadThatIsOvertakenIsNotKept() {
        source.put("a", 1);
        Function<String, Integer> outside = memo.memoize("outside", dependent(), key -> {
            int found = read("a");
            if (loads.incrementAndGet() == 1) {
                source.put("a", 2);
            }
            return found;
        });
        assertThat(outside.apply("a")).isEqualTo(1);
        assertThat(outside.apply("a")).isEqualTo(2);
        assertThat(outside.apply("a")).isEqualTo(2);
        assertThat(loads).hasValue(2);
    }

    @Test
    void aLoadOfAnotherThreadThatIsWaitedForAndOvertakenIsNotKept() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        Function<String, Integer> slow = memo.memoize("slow", CacheSettings.of(), key -> {
            began.countDown();
            await(go);
            return runs.incrementAndGet();
        });
        Function<String, Integer> outside = reader("outside", slow);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> leader = threads.submit(() -> slow.apply("a"));
            began.await();
            Future<Integer> waiter = threads.submit(() -> outside.apply("a"));
            awaitOneWaiter();
            Memo.invalidate(() -> slow.apply("a"));
            go.countDown();
            assertThat(leader.get()).isEqualTo(1);
            assertThat(waiter.get()).isPositive();
        } finally {
            threads.shutdownNow();
        }
        int kept = outside.apply("a");
        assertThat(kept).isEqualTo(slow.apply("a"));
    }

    @Test
    void moreOriginsThanAreKeptMakeItFollowAllOfTheirMethods() {
        for (int i = 0; i < 1000; i++) {
            source.put("k" + i, 1);
        }
        Supplier<Integer> sum =
                memo.memoize("sum", CacheSettings.<List<Object>, Integer>of().dependencies(true), () -> {
                    loads.incrementAndGet();
                    int all = 0;
                    for (int i = 0; i < 1000; i++) {
                        all += read("k" + i);
                    }
                    return all;
                });
        assertThat(sum.get()).isEqualTo(1000);
        assertThat(sum.get()).isEqualTo(1000);
        assertThat(loads).hasValue(1);
        source.put("k999", 11);
        assertThat(sum.get()).isEqualTo(1010);
        source.put("k0", 11);
        assertThat(sum.get()).isEqualTo(1020);
        source.put("another", 1);
        assertThat(sum.get()).isEqualTo(1020);
        memo.invalidateTag("nobody's");
        assertThat(sum.get()).isEqualTo(1020);
        assertThat(loads.get()).isBetween(3, 5);
    }

    @Test
    void anExceptionThatCameOfResultsIsNotKept() {
        source.put("a", 1);
        Function<String, Integer> outside = memo.memoize(
                "outside", dependent().failures(Duration.ofSeconds(60), IllegalStateException.class), key -> {
                    throw new IllegalStateException("found " + source.get(key));
                });
        assertThatThrownBy(() -> outside.apply("a")).hasMessage("found 1");
        source.put("a", 2);
        assertThatThrownBy(() -> outside.apply("a")).hasMessage("found 2");
    }

    @Test
    void asynchronousFunctionsAreRefused() {
        assertThatThrownBy(() -> memo.memoizeAsync(
                        "async", dependent(), key -> CompletableFuture.completedFuture(source.get(key))))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage(
                        "memo.memoizeAsync(\"async\"): dependencies is set, but what an asynchronous function calls"
                                + " after it has returned its stage is not seen. Leave dependencies out, and give values tags.");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitOneWaiter() {
        while (memo.flights().stream().noneMatch(flight -> flight.waiters() == 1)) {
            Thread.onSpinWait();
        }
    }
}
