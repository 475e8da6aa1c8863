// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Cached;
import dev.memo.annotation.MemoLoadTimeoutException;
import dev.memo.annotation.MemoTimeoutException;
import dev.memo.annotation.OnTimeout;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.region.Freshness;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers wait no longer for a load than they were told: soft with a stale value at hand, hard with an exception. */
@Timeout(60)
class TimedLoadTest {
    private static final Duration TTL = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration ENOUGH_TO_BEGIN = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final CacheSettings<Object, Object> KEPT =
            CacheSettings.of().ttl(TTL).keep(Duration.ofHours(1));

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Scripted script = new Scripted();

    @Test
    void afterSoftTheCallerGetsTheStaleValueAndTheLoadGoesOn() {
        Cache<String, String> cache = memo.cache("c", KEPT.soft(SHORT));
        assertThat(cache.get("k", script)).isEqualTo("k1");
        ticker.advance(TTL);
        CountDownLatch gate = script.waitFromNowOn();
        assertThat(cache.get("k", script)).isEqualTo("k1");
        assertThat(cache.get("k", script)).as("others are not made to wait").isEqualTo("k1");
        script.awaitRuns(2);
        gate.countDown();
        assertThat(Eventually.holds(() -> "k2".equals(cache.peek("k")))).isTrue();
        assertThat(script.runs()).isEqualTo(2);
        assertThat(cache.stats().staleServes()).isEqualTo(2);
    }

    @Test
    void whoHasLeftALoadToAWorkerThatHasNotBegunDoesNotRunItItself() {
        HeldTasks later = new HeldTasks();
        Memo own = Memo.builder().ticker(ticker).executor(later).build();
        Cache<String, String> cache =
                own.cache("c", KEPT.barrier(Barrier.METHOD).soft(SHORT));
        cache.put("k", "old");
        cache.put("other", "old");
        ticker.advance(TTL);
        assertThat(cache.get("k", script)).isEqualTo("old");
        assertThat(cache.get("k", script)).isEqualTo("old");
        assertThat(script.runs()).isZero();
        assertThat(cache.stats().bypasses()).isZero();
        later.run();
        assertThat(cache.get("k", script)).isEqualTo("k1");
        assertThat(cache.stats().staleServes()).isEqualTo(2);
    }

    /** The next in line waits for the worker to begin, and no circle is seen in that. */
    @Test
    void theGateOfAMethodIsNotThatOfTheCallerWhoHasLeft() {
        HeldTasks later = new HeldTasks();
        Memo own = Memo.builder().executor(later).build();
        Cache<String, String> cache = own.cache(
                "c",
                KEPT.ttl(Duration.ofNanos(1))
                        .barrier(Barrier.METHOD)
                        .soft(SHORT)
                        .maxWait(SHORT)
                        .onTimeout(OnTimeout.FAIL));
        cache.put("k", "old");
        assertThat(Eventually.holds(() -> "old".equals(cache.get("k", script)) && later.waiting() == 1))
                .isTrue();
        assertThatThrownBy(() -> cache.get("cold", script)).isInstanceOf(MemoTimeoutException.class);
        assertThat(script.runs()).isZero();
        later.run();
        assertThat(cache.get("cold", script)).isEqualTo("cold2");
    }

    @Test
    void whoIsInterruptedRunsTheOriginalAndIsCountedOnce() {
        Memo own = Memo.builder().ticker(ticker).executor(new HeldTasks()).build();
        Cache<String, String> cache = own.cache("c", CacheSettings.of().hard(LONG));
        Thread.currentThread().interrupt();
        assertThat(cache.get("k", script)).isEqualTo("k1");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(cache.stats().misses()).isEqualTo(1);
        assertThat(cache.stats().bypasses()).isZero();
    }

    @Test
    void aLoadThatEndsAfterHardIsNotKeptThoughNobodyHasComeSinceSoft() {
        Cache<String, String> cache = memo.cache("c", KEPT.soft(SHORT).hard(LONG));
        assertThat(cache.get("k", script)).isEqualTo("k1");
        ticker.advance(TTL);
        CountDownLatch gate = script.waitFromNowOn();
        assertThat(cache.get("k", script)).isEqualTo("k1");
        script.awaitRuns(2);
        ticker.advance(LONG);
        gate.countDown();
        assertThat(Eventually.holds(() -> cache.stats().loadFailures() == 1)).isTrue();
        assertThat(cache.get("k", script)).as("it rests").isEqualTo("k1");
        assertThat(script.runs()).isEqualTo(2);
    }

    @Test
    void beforeSoftTheCallerGetsTheNewValue() {
        Cache<String, String> cache = memo.cache("c", KEPT.soft(LONG));
        cache.get("k", script);
        ticker.advance(TTL);
        assertThat(cache.get("k", script)).isEqualTo("k2");
        ticker.advance(TTL);
        script.failFromNowOn();
        assertThat(cache.get("k", script)).as("it failed").isEqualTo("k2");
        assertThat(cache.stats().loadFailures()).isEqualTo(1);
        assertThat(cache.stats().staleServes()).isEqualTo(1);
    }

    @Test
    void softDoesNotCountWithoutAStaleValue() throws Exception {
        Cache<String, String> cache = memo.cache("c", KEPT.soft(SHORT));
        CountDownLatch gate = script.waitFromNowOn();
        CompletableFuture<@Nullable String> cold =
                CompletableFuture.supplyAsync(() -> cache.get("k", script), ThreadPerTask.EXECUTOR);
        script.awaitRuns(1);
        gate.countDown();
        assertThat(cold.get(30, TimeUnit.SECONDS)).isEqualTo("k1");
    }

    @Test
    void afterHardTheCallerGetsAnExceptionAndTheLateResultIsFencedOff() {
        Cache<String, String> cache =
                memo.cache("c", CacheSettings.of().ttl(TTL).hard(ENOUGH_TO_BEGIN));
        CountDownLatch gate = script.waitFromNowOn();
        assertThatThrownBy(() -> cache.get("k", script))
                .isInstanceOf(MemoLoadTimeoutException.class)
                .hasMessageMatching("c: the load by thread \".*\" was given up after 500 ms, which is its hard limit\\."
                        + " Make the method faster, raise hard, or add keep to serve older results\\.");
        script.awaitRuns(1);
        gate.countDown();
        Cache<String, String> slow = memo.cache("slow", CacheSettings.of().hard(LONG));
        assertThat(slow.get("k", script)).isEqualTo("k2");
        assertThat(cache.peek("k")).isNull();
        assertThat(cache.stats().loadFailures()).isEqualTo(1);
        assertThat(cache.stats().entries()).isZero();
    }

    @Test
    void allWhoWaitForALoadThatIsGivenUpGetTheException() throws Exception {
        Cache<String, String> cache = memo.cache("c", CacheSettings.of().hard(Duration.ofMillis(300)));
        CountDownLatch gate = script.waitFromNowOn();
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> first = CompletableFuture.runAsync(
                () -> thrown.add(catchThrowable(() -> cache.get("k", script))), ThreadPerTask.EXECUTOR);
        script.awaitRuns(1);
        CompletableFuture<Void> second = CompletableFuture.runAsync(
                () -> thrown.add(catchThrowable(() -> cache.get("k", script))), ThreadPerTask.EXECUTOR);
        first.get(30, TimeUnit.SECONDS);
        second.get(30, TimeUnit.SECONDS);
        gate.countDown();
        assertThat(thrown).hasSize(2).allMatch(each -> each instanceof MemoLoadTimeoutException);
    }

    @Test
    void afterHardAStaleValueGoesBeforeTheException() {
        Cache<String, String> cache = memo.cache("c", KEPT.hard(SHORT));
        CountDownLatch unused = script.waitFromNowOn();
        unused.countDown();
        Function<String, String> quick = key -> "first";
        cache.put("k", "first");
        ticker.advance(TTL);
        CountDownLatch gate = script.waitFromNowOn();
        assertThat(cache.get("k", script)).isEqualTo("first");
        assertThat(cache.get("k", quick)).as("it rests").isEqualTo("first");
        gate.countDown();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(cache.stats().loadFailures()).isEqualTo(1);
    }

    @Test
    void beforeHardTheCallerGetsWhatTheOriginalGives() {
        Cache<String, @Nullable String> cache =
                memo.cache("c", CacheSettings.of().hard(LONG));
        assertThat(cache.get("k", script)).isEqualTo("k1");
        assertThat(cache.get("k", script)).isEqualTo("k1");
        assertThat(cache.get("none", key -> null)).isNull();
        assertThatThrownBy(() -> cache.get("bad", key -> {
                    throw new IllegalStateException("of the original");
                }))
                .hasMessage("of the original");
        assertThat(cache.stats().misses()).isEqualTo(3);
        assertThat(cache.stats().hits()).isEqualTo(1);
        assertThat(cache.stats().bypasses()).isZero();
    }

    @Test
    void whereNoWorkerIsFreeTheCallerLoads() {
        HeldTasks later = new HeldTasks();
        later.reject(true);
        Memo own = Memo.builder().ticker(ticker).executor(later).build();
        Cache<String, String> cache = own.cache("c", KEPT.soft(SHORT).hard(Duration.ofMillis(2)));
        String me = Thread.currentThread().getName();
        assertThat(cache.get("k", key -> Thread.currentThread().getName())).isEqualTo(me);
    }

    @Test
    void aLoadThatNeedsTheCallersOwnFlightRunsItsOriginal() {
        Cache<String, String> outer = memo.cache("outer", CacheSettings.of().hard(LONG));
        Cache<String, String> inner = memo.cache("inner", CacheSettings.of().hard(LONG));
        assertThat(outer.get("a", a -> inner.get("b", b -> outer.get("a", again -> "bottom") + b) + a))
                .isEqualTo("bottomba");
    }

    @Test
    void manyNestedLoadsNeedNoMoreThreadsThanThereAre() {
        Cache<Integer, Integer> sums = memo.cache("sums", CacheSettings.of().hard(LONG));
        assertThat(sum(sums, 100)).isEqualTo(5050);
        assertThat(sums.stats().loads()).isEqualTo(101);
    }

    private static int sum(Cache<Integer, Integer> sums, int n) {
        Integer sum = sums.get(n, k -> k == 0 ? 0 : k + sum(sums, k - 1));
        return sum == null ? -1 : sum;
    }

    @Test
    void theGateOfAMethodIsGivenOnWhenALateLoadEnds() throws Exception {
        Cache<String, String> cache =
                memo.cache("c", CacheSettings.of().barrier(Barrier.METHOD).hard(Duration.ofMillis(50)));
        CountDownLatch gate = script.waitFromNowOn();
        assertThatThrownBy(() -> cache.get("a", script)).isInstanceOf(MemoLoadTimeoutException.class);
        gate.countDown();
        assertThat(Eventually.holds(() -> {
                    try {
                        return "b".equals(cache.get("b", key -> key));
                    } catch (MemoLoadTimeoutException e) {
                        return false;
                    }
                }))
                .isTrue();
    }

    @Test
    void proxiesHaveLimitsToo() {
        CountDownLatch gate = new CountDownLatch(1);
        Slow fast = memo.proxy(Slow.class, n -> {
            if (n > 1) {
                await(gate);
            }
            return n;
        });
        assertThat(fast.of(1)).isEqualTo(1);
        assertThatThrownBy(() -> fast.of(2))
                .isInstanceOf(MemoLoadTimeoutException.class)
                .hasMessageStartingWith("TimedLoadTest.Slow.of: ");
        gate.countDown();
    }

    @ParameterizedTest
    @EnumSource
    void linkedMethodsRunOnceForACallWhateverTheBarrier(Barrier barrier) throws Throwable {
        Freshness none = Freshness.NONE;
        Freshness limited =
                new Freshness(0, none.retryNanos(), 0, 0, new Freshness.Patience(0, LONG.toNanos()), none.lives());
        LinkedMethod method = LinkedMethod.of(
                new Engine(EngineSettings.builder()
                        .maxBytes(1 << 20)
                        .ticker(ticker)
                        .build()),
                Tuned.with().barrier(barrier).freshness(limited),
                a -> script.apply(a[0] + "/"),
                int.class);
        assertThat(method.call(7)).isEqualTo("7/1");
        assertThat(method.call(7)).isEqualTo("7/1");
        assertThat(method.runs()).isEqualTo(1);
        assertThat(method.stats().misses()).isEqualTo(1);
        assertThat(method.stats().bypasses()).isZero();
    }

    private static void await(CountDownLatch gate) {
        try {
            assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What is memoized. */
    @FunctionalInterface
    interface Slow {
        @Cached(hard = "500ms")
        int of(int n);
    }
}
