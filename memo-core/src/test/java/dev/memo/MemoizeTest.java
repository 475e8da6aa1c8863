// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Stats;
import dev.memo.testkit.CountingLoader;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Memoized suppliers and functions are as memoized methods are. */
class MemoizeTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void aSupplierIsAskedOnceUntilItsValueEnds() {
        Supplier<String> rates = memo.memoize(
                "rates", CacheSettings.of().ttl(Duration.ofMinutes(1)), () -> "rates " + runs.incrementAndGet());
        assertThat(rates.get()).isEqualTo("rates 1");
        assertThat(rates.get()).isEqualTo("rates 1");
        ticker.advance(Duration.ofMinutes(1));
        assertThat(rates.get()).isEqualTo("rates 2");
    }

    @Test
    void aFunctionIsAskedOncePerArgument() {
        Function<String, Integer> length = memo.memoize("length", text -> {
            runs.incrementAndGet();
            return text.length();
        });
        assertThat(length.apply("abc")).isEqualTo(3);
        assertThat(length.apply("abc")).isEqualTo(3);
        assertThat(length.apply("ab")).isEqualTo(2);
        assertThat(runs).hasValue(2);
        assertThat(length).hasToString("memoized length");
    }

    @Test
    void aFunctionOfTwoIsAskedOncePerPairInOrder() {
        BiFunction<int[], String, String> join = memo.memoize("join", (numbers, text) -> {
            runs.incrementAndGet();
            return numbers[0] + text;
        });
        assertThat(join.apply(new int[] {1}, "a")).isEqualTo("1a");
        assertThat(join.apply(new int[] {1}, "a")).isEqualTo("1a");
        assertThat(join.apply(new int[] {2}, "a")).isEqualTo("2a");
        assertThat(runs).hasValue(2);
    }

    @Test
    void argumentsOfAPairAreNotTakenForOneAnother() {
        BiFunction<Object, Object, String> both = memo.memoize("both", (a, b) -> a + "," + b);
        assertThat(both.apply(1, 2)).isEqualTo("1,2");
        assertThat(both.apply(2, 1)).isEqualTo("2,1");
        assertThat(both.apply(List.of(1), 2)).isEqualTo("[1],2");
        assertThat(both.apply(List.of(1, 2), null)).isEqualTo("[1, 2],null");
        assertThat(both.apply(null, List.of(1, 2))).isEqualTo("null,[1, 2]");
    }

    @Test
    @Tag("parity-10")
    void nullIsAnArgumentAndAResultLikeAnyOther() {
        Function<String, String> echo = memo.memoize("echo", text -> {
            runs.incrementAndGet();
            return text;
        });
        assertThat(echo.apply(null)).isNull();
        assertThat(echo.apply(null)).isNull();
        assertThat(runs).hasValue(1);
    }

    @Test
    void recursionWorks() {
        AtomicReference<Function<Integer, Long>> self = new AtomicReference<>(n -> -1L);
        Function<Integer, Long> fibonacci = memo.memoize("fibonacci", n -> {
            runs.incrementAndGet();
            return n < 2 ? (long) n : again(self, n - 1) + again(self, n - 2);
        });
        self.set(fibonacci);
        assertThat(fibonacci.apply(80)).isEqualTo(23_416_728_348_467_685L);
        assertThat(runs).hasValue(81);
    }

    private static long again(AtomicReference<Function<Integer, Long>> self, int n) {
        return Objects.requireNonNull(self.get()).apply(n);
    }

    @Test
    @Tag("parity-5")
    void manyCallersOfOneColdKeyRunItOnce() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountingLoader<Integer, Integer> original =
                CountingLoader.<Integer, Integer>of(n -> n * 2).waitingFor(gate);
        Function<Integer, Integer> twice = memo.memoize("twice", original);
        ExecutorService pool = Executors.newCachedThreadPool();
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            answers.add(pool.submit(() -> twice.apply(4)));
        }
        original.awaitFirstRun();
        gate.countDown();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(8);
        }
        assertThat(original.runs()).isEqualTo(1);
        pool.shutdown();
    }

    @Test
    @Tag("parity-6")
    void anExceptionIsTheOriginalsAndIsNotRemembered() {
        IllegalStateException boom = new IllegalStateException("boom");
        Supplier<String> failing = memo.memoize("failing", () -> {
            if (runs.incrementAndGet() == 1) {
                throw boom;
            }
            return "well";
        });
        assertThatThrownBy(failing::get).isSameAs(boom);
        assertThat(failing.get()).isEqualTo("well");
    }

    @Test
    @Tag("parity-9")
    void anArgumentWhoseEqualityThrowsGoesThrough() {
        Function<Object, String> name = memo.memoize("name", any -> "through " + runs.incrementAndGet());
        BiFunction<Object, Object, String> names = memo.memoize("names", (a, b) -> "through " + runs.incrementAndGet());
        Object broken = new Object() {
            @Override
            public int hashCode() {
                throw new IllegalStateException("broken");
            }
        };
        assertThat(name.apply(broken)).isEqualTo("through 1");
        assertThat(name.apply(broken)).isEqualTo("through 2");
        assertThat(names.apply("a", broken)).isEqualTo("through 3");
        assertThat(memo.stats().bypasses()).isEqualTo(3);
    }

    @Test
    void itsCacheHasTheArgumentsAsKeys() {
        assertThat(memo.memoize("pairs", (Integer a, Integer b) -> a + b).apply(1, 2))
                .isEqualTo(3);
        @SuppressWarnings("unchecked") // a list of both arguments
        Cache<List<Integer>, Integer> pairs =
                (Cache<List<Integer>, Integer>) memo.caches().get(0);
        assertThat(pairs.name()).isEqualTo("pairs");
        assertThat(pairs.keys()).containsExactly(List.of(1, 2));
        assertThat(pairs.get(List.of(1, 2))).isEqualTo(3);
        pairs.put(List.of(2, 2), 5);
        assertThat(memo.memoize("other", (Integer a, Integer b) -> a * b).apply(2, 2))
                .isEqualTo(4);
        assertThat(pairs.remove(List.of(1, 2))).isTrue();
        assertThat(pairs.size()).isEqualTo(1);
    }

    @Test
    void theSameFunctionUnderTheSameNameIsTheSame() {
        Supplier<Integer> original = runs::incrementAndGet;
        assertThat(memo.memoize("runs", original)).isSameAs(memo.memoize("runs", original));
        assertThatThrownBy(() -> memo.memoize("runs", () -> 1))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageStartingWith("memo.memoize(\"runs\"): a name stands for one cache, this one was given to a"
                        + " supplier with another function before.");
        assertThatThrownBy(() -> memo.cache("runs")).isInstanceOf(MemoConfigurationException.class);
    }

    @Test
    @Tag("parity-53")
    void theRuntimeCountsCachesAndFunctionsToo() {
        Function<Integer, Integer> next = memo.memoize("next", n -> n + 1);
        assertThat(next.apply(1) + next.apply(1)).isEqualTo(4);
        Cache<String, Integer> cache = memo.cache("cache");
        cache.put("k", 1);
        assertThat(cache.get("k")).isEqualTo(1);
        Stats stats = memo.stats();
        assertThat(stats.hits()).isEqualTo(2);
        assertThat(stats.misses()).isEqualTo(1);
        assertThat(stats.puts()).isEqualTo(2);
        assertThat(stats.entries()).isEqualTo(2);
        memo.invalidateAll();
        assertThat(memo.stats().entries()).isEqualTo(1);
        assertThat(cache.get("k")).isEqualTo(1);
    }
}
