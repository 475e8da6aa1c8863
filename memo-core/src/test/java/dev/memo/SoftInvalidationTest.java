// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Soft invalidations: results that are stale from now on, and served while one caller loads them anew. */
@Timeout(60)
class SoftInvalidationTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final AtomicInteger loads = new AtomicInteger();
    private volatile boolean down;
    private volatile @Nullable CountDownLatch hold;

    private final Function<String, Integer> kept = memo.memoize(
            "kept",
            CacheSettings.<String, Integer>of()
                    .ttl(Duration.ofSeconds(60))
                    .keep(Duration.ofSeconds(600))
                    .tags((key, value) -> List.of("key:" + key)),
            this::load);
    private final Function<String, Integer> plain = memo.memoize(
            "plain",
            CacheSettings.<String, Integer>of().ttl(Duration.ofSeconds(60)).tags((key, value) -> List.of("key:" + key)),
            this::load);

    private int load(String key) {
        if (down) {
            throw new IllegalStateException("down");
        }
        int mine = loads.incrementAndGet();
        CountDownLatch gate = hold;
        if (gate != null) {
            hold = null;
            await(gate);
        }
        return mine;
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void isLoadedAnewOnceAndServedMeanwhile() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        hold = gate;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> leader = thread.submit(() -> kept.apply("a"));
            while (hold != null) {
                Thread.onSpinWait();
            }
            assertThat(kept.apply("a")).isEqualTo(1);
            gate.countDown();
            assertThat(leader.get()).isEqualTo(2);
        } finally {
            thread.shutdownNow();
        }
        assertThat(kept.apply("a")).isEqualTo(2);
        assertThat(loads).hasValue(2);
    }

    private static void call(Function<String, Integer> function, String key) {
        assertThat(function.apply(key)).isNotNull();
    }

    @Test
    void aCallsResultIsServedWhileItIsLoadedAnew() throws Exception {
        call(kept, "a");
        assertThat(Memo.invalidateSoftly(() -> kept.apply("a"))).isTrue();
        assertThat(Memo.invalidateSoftly(() -> kept.apply("b"))).isFalse();
        isLoadedAnewOnceAndServedMeanwhile();
    }

    @Test
    void allResultsAre() throws Exception {
        call(kept, "a");
        memo.invalidateAllSoftly();
        isLoadedAnewOnceAndServedMeanwhile();
    }

    @Test
    void resultsWithATagAre() throws Exception {
        call(kept, "a");
        memo.invalidateTagSoftly("key:a");
        isLoadedAnewOnceAndServedMeanwhile();
    }

    @Test
    void aResultWithoutTheTagIsNot() {
        call(kept, "a");
        memo.invalidateTagSoftly("key:b");
        assertThat(kept.apply("a")).isEqualTo(1);
        assertThat(loads).hasValue(1);
    }

    @Test
    void aTagMakesStaleOnceForEachTime() {
        call(kept, "a");
        memo.invalidateTagSoftly("key:a");
        assertThat(kept.apply("a")).isEqualTo(2);
        assertThat(kept.apply("a")).isEqualTo(2);
        memo.invalidateTagSoftly("key:a");
        assertThat(kept.apply("a")).isEqualTo(3);
    }

    @Test
    void whereTheLoadFailsTheOldOneIsServedAsLongAsItIsKept() {
        call(kept, "a");
        Memo.invalidateSoftly(() -> kept.apply("a"));
        down = true;
        assertThat(kept.apply("a")).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(599));
        assertThat(kept.apply("a")).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(1));
        down = false;
        assertThat(kept.apply("a")).isEqualTo(2);
    }

    @Test
    void itEndsTheRestAfterAFailure() {
        call(kept, "a");
        Memo.invalidateSoftly(() -> kept.apply("a"));
        down = true;
        call(kept, "a");
        down = false;
        assertThat(kept.apply("a")).isEqualTo(1);
        Memo.invalidateSoftly(() -> kept.apply("a"));
        assertThat(kept.apply("a")).isEqualTo(2);
    }

    @Test
    void withoutKeepTheyAreDropped() {
        call(plain, "a");
        assertThat(Memo.invalidateSoftly(() -> plain.apply("a"))).isTrue();
        assertThat(memo.stats().entries()).isZero();
        assertThat(plain.apply("a")).isEqualTo(2);
        memo.invalidateTagSoftly("key:a");
        assertThat(plain.apply("a")).isEqualTo(3);
        memo.invalidateAllSoftly();
        assertThat(memo.stats().entries()).isZero();
    }

    @Test
    void aLoadUnderWayIsFencedOff() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        hold = gate;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> leader = thread.submit(() -> kept.apply("a"));
            while (hold != null) {
                Thread.onSpinWait();
            }
            assertThat(Memo.invalidateSoftly(() -> kept.apply("a"))).isTrue();
            gate.countDown();
            assertThat(leader.get()).isEqualTo(1);
        } finally {
            thread.shutdownNow();
        }
        assertThat(kept.apply("a")).isEqualTo(2);
    }

    @Test
    void aReloadUnderWayIsFencedOffAndAnotherIsBegun() throws Exception {
        call(kept, "a");
        ticker.advance(Duration.ofSeconds(60));
        CountDownLatch gate = new CountDownLatch(1);
        hold = gate;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> leader = thread.submit(() -> kept.apply("a"));
            while (hold != null) {
                Thread.onSpinWait();
            }
            Memo.invalidateSoftly(() -> kept.apply("a"));
            assertThat(kept.apply("a")).isEqualTo(3);
            gate.countDown();
            assertThat(leader.get()).isEqualTo(2);
        } finally {
            thread.shutdownNow();
        }
        assertThat(kept.apply("a")).isEqualTo(3);
        assertThat(loads).hasValue(3);
    }

    @Test
    void aReloadThatATagOvertakesIsKeptAsAStaleOne() throws Exception {
        call(kept, "a");
        ticker.advance(Duration.ofSeconds(60));
        CountDownLatch gate = new CountDownLatch(1);
        hold = gate;
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> leader = thread.submit(() -> kept.apply("a"));
            while (hold != null) {
                Thread.onSpinWait();
            }
            memo.invalidateTagSoftly("key:a");
            gate.countDown();
            assertThat(leader.get()).isEqualTo(2);
        } finally {
            thread.shutdownNow();
        }
        down = true;
        assertThat(kept.apply("a")).isEqualTo(2);
        down = false;
        ticker.advance(Duration.ofSeconds(1));
        assertThat(kept.apply("a")).isEqualTo(3);
    }

    @Test
    void aCachesValueIs() {
        Cache<String, Integer> cache = memo.cache(
                "cache",
                CacheSettings.<String, Integer>of().ttl(Duration.ofSeconds(60)).keep(Duration.ofSeconds(600)));
        cache.put("a", 7);
        assertThat(cache.invalidateSoftly("a")).isTrue();
        assertThat(cache.invalidateSoftly("b")).isFalse();
        assertThat(cache.get("a")).isNull();
        down = true;
        assertThat(cache.get("a", this::load)).isEqualTo(7);
        down = false;
        ticker.advance(Duration.ofSeconds(1));
        assertThat(cache.get("a", this::load)).isEqualTo(1);
        cache.invalidateAllSoftly();
        assertThat(cache.get("a", this::load)).isEqualTo(2);
    }

    @Test
    void whatWasComputedFromItIsDropped() {
        Function<String, Integer> outside =
                memo.memoize("outside", CacheSettings.<String, Integer>of().dependencies(true), kept);
        assertThat(outside.apply("a")).isEqualTo(1);
        Memo.invalidateSoftly(() -> kept.apply("a"));
        assertThat(outside.apply("a")).isEqualTo(2);
        memo.invalidateTagSoftly("key:a");
        assertThat(outside.apply("a")).isEqualTo(3);
    }

    /** A method that is called through a proxy. */
    interface Prices {
        @Cached(ttl = "1m", keep = "10m")
        int price(long id);
    }

    @Test
    void aMethodsHandleMakesStaleToo() {
        Prices prices = memo.proxy(Prices.class, id -> load("x"));
        assertThat(prices.price(1)).isEqualTo(1);
        assertThat(prices.price(2)).isEqualTo(2);
        MemoizedMethodHandle handle = memo.method(Prices.class, "price");
        assertThat(handle.invalidateSoftly(1L)).isEqualTo(1);
        down = true;
        assertThat(prices.price(1)).isEqualTo(1);
        down = false;
        assertThat(prices.price(2)).isEqualTo(2);
        handle.invalidateAllSoftly();
        assertThat(prices.price(2)).isEqualTo(3);
        assertThat(prices.price(1)).isEqualTo(4);
    }

    @Test
    void observeTellsStaleResultsApart() {
        Observation<Integer> first = Memo.observe(() -> kept.apply("a"));
        assertThat(first.outcome()).isEqualTo(Observation.Outcome.MISS);
        ticker.advance(Duration.ofSeconds(20));
        Observation<Integer> hit = Memo.observe(() -> kept.apply("a"));
        assertThat(hit.outcome()).isEqualTo(Observation.Outcome.HIT);
        assertThat(hit.age()).isEqualTo(Duration.ofSeconds(20));
        ticker.advance(Duration.ofSeconds(40));
        down = true;
        Observation<Integer> failed = Memo.observe(() -> kept.apply("a"));
        assertThat(failed.outcome()).isEqualTo(Observation.Outcome.STALE);
        assertThat(failed.loaded()).isTrue();
        assertThat(failed.age()).isEqualTo(Duration.ofSeconds(60));
        Observation<Integer> rested = Memo.observe(() -> kept.apply("a"));
        assertThat(rested.outcome()).isEqualTo(Observation.Outcome.STALE);
        assertThat(rested.loaded()).isFalse();
        assertThat(rested.age()).isEqualTo(Duration.ofSeconds(60));
        assertThat(rested.value()).isEqualTo(1);
    }
}
