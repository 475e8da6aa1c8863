// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.testkit.CountingLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lookups of a direct cache with a loader keep the promises of the barrier. */
class CacheLoaderTest {
    private static final int CALLERS = 32;

    private final Memo memo = Memo.create();
    private final Cache<Integer, Integer> squares = memo.cache("squares");
    private final CountingLoader<Integer, Integer> loader = CountingLoader.of(n -> n * n);
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void aLoadedValueIsRemembered() {
        assertThat(squares.get(3, loader)).isEqualTo(9);
        assertThat(squares.get(3, loader)).isEqualTo(9);
        assertThat(squares.get(3)).isEqualTo(9);
        assertThat(loader.runs()).isEqualTo(1);
        assertThat(squares.stats().hits()).isEqualTo(2);
        assertThat(squares.stats().misses()).isEqualTo(1);
        assertThat(squares.stats().loads()).isEqualTo(1);
        assertThat(squares.stats().puts()).isEqualTo(1);
    }

    @Test
    @Tag("parity-5")
    void manyCallersOfOneColdKeyLoadOnce() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        loader.waitingFor(gate);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            answers.add(pool.submit(() -> squares.get(3, loader)));
        }
        loader.awaitFirstRun();
        gate.countDown();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(9);
        }
        assertThat(loader.runs()).isEqualTo(1);
    }

    @Test
    @Tag("parity-6")
    void aFailureReachesAllCallersAsTheSameObjectAndIsNotRemembered() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        IllegalStateException boom = new IllegalStateException("boom");
        loader.waitingFor(gate).throwing(() -> boom);
        Set<Throwable> seen = ConcurrentHashMap.newKeySet();
        Future<?> leader = pool.submit(() -> seen.add(failureOf(3)));
        loader.awaitFirstRun();
        Future<?> waiter = pool.submit(() -> seen.add(failureOf(3)));
        assertThat(Eventually.holds(() -> squares.stats().misses() >= 1)).isTrue();
        gate.countDown();
        assertThat(leader.get()).isNotNull();
        assertThat(waiter.get()).isNotNull();
        assertThat(seen).containsExactly(boom);
        loader.throwing(null);
        assertThat(squares.get(3, loader)).isEqualTo(9);
    }

    @Test
    void aCheckedExceptionThatWasSneakedInReachesTheCallerUnwrapped() {
        Exception checked = new Exception("checked");
        assertThatThrownBy(() -> squares.get(3, n -> CacheLoaderTest.<Integer, RuntimeException>sneak(checked)))
                .isSameAs(checked);
    }

    @Test
    void aLoaderMayAskForOtherKeysAndForItsOwn() {
        assertThat(fibonacci(60)).isEqualTo(1_548_008_755_920L);
        assertThat(squares.get(5, n -> squares.get(5, m -> 25))).isEqualTo(25);
        assertThat(squares.get(5)).isEqualTo(25);
    }

    private long fibonacci(int n) {
        Cache<Integer, Long> numbers = memo.cache("fibonacci");
        Long value = numbers.get(n, m -> m < 2 ? (long) m : fibonacci(m - 1) + fibonacci(m - 2));
        return java.util.Objects.requireNonNull(value);
    }

    @Test
    void aPutDuringALoadWins() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        loader.waitingFor(gate);
        Future<Integer> loaded = pool.submit(() -> squares.get(3, loader));
        loader.awaitFirstRun();
        squares.put(3, 333);
        assertThat(squares.get(3)).isEqualTo(333);
        gate.countDown();
        assertThat(loaded.get()).isEqualTo(9);
        assertThat(squares.get(3)).isEqualTo(333);
        assertThat(squares.size()).isEqualTo(1);
    }

    @Test
    void aRemovalDuringALoadFencesItOff() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        loader.waitingFor(gate);
        Future<Integer> loaded = pool.submit(() -> squares.get(3, loader));
        loader.awaitFirstRun();
        assertThat(squares.contains(3)).isFalse();
        assertThat(squares.replace(3, 1)).isFalse();
        assertThat(squares.remove(3)).isFalse();
        gate.countDown();
        assertThat(loaded.get()).isEqualTo(9);
        assertThat(squares.get(3)).isNull();
    }

    @Test
    @Tag("parity-9")
    void aKeyWhoseHashCodeThrowsGoesThroughAndIsCounted() {
        Cache<Object, String> byObject = memo.cache("objects");
        Object broken = new Broken();
        assertThat(byObject.get(broken, key -> "through")).isEqualTo("through");
        assertThat(byObject.stats().bypasses()).isEqualTo(1);
        assertThatThrownBy(() -> byObject.get(broken)).hasMessage("broken");
        assertThatThrownBy(() -> byObject.put(broken, "x")).hasMessage("broken");
    }

    @Test
    @Tag("parity-9")
    void aValueThatCannotBeKeptIsReturnedAllTheSame() {
        Cache<String, Thread> threads = memo.cache("threads");
        Thread own = Thread.currentThread();
        assertThat(threads.get("k", key -> own)).isSameAs(own);
        assertThat(threads.size()).isZero();
        assertThat(threads.stats().codecFailures()).isEqualTo(1);
    }

    @Test
    void whatMemoUsesForItsOwnEndsIsReturnedAllTheSame() {
        Cache<String, Class<?>> types = memo.cache("types");
        assertThat(types.get("k", key -> void.class)).isSameAs(void.class);
        assertThat(types.contains("k")).isFalse();
        assertThat(memo.<String, Class<?>>memoize("type", key -> void.class).apply("k"))
                .isSameAs(void.class);
    }

    @Test
    void whereNullIsNotKeptItIsLoadedAgain() {
        Cache<Integer, Integer> strict = memo.cache("strict", CacheSettings.of().cacheNull(false));
        CountingLoader<Integer, Integer> nothing = CountingLoader.of(n -> null);
        assertThat(strict.get(1, nothing)).isNull();
        assertThat(strict.get(1, nothing)).isNull();
        assertThat(nothing.runs()).isEqualTo(2);
    }

    @Test
    void aNullLoaderIsRefused() {
        assertThatThrownBy(() -> squares.get(1, Nulls.any()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("cache \"squares\".get: a loader must not be null, was null. Call get(key) without one.");
    }

    private Throwable failureOf(int key) {
        try {
            throw new AssertionError("there should be no value, found " + squares.get(key, loader));
        } catch (IllegalStateException e) {
            return e;
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // that is the trick
    private static <T, E extends Throwable> T sneak(Throwable cause) throws E {
        throw (E) cause;
    }

    /** Cannot be a key. */
    private static final class Broken {
        @Override
        public int hashCode() {
            throw new IllegalStateException("broken");
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }
}
