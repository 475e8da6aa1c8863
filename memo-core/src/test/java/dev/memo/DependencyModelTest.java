// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random changes of a source against results on three levels: with dependencies each is what it would be if it were computed
 * now, and none outlives what it was computed from.
 */
@Timeout(120)
class DependencyModelTest {
    private static final int KEYS = 6;
    private static final int STEPS = 4_000;

    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void aDependentResultIsNeverThatOfAnOlderSource() {
        for (long seed = 1; seed <= 10; seed++) {
            loads.set(0);
            assertThat(differences(seed, true)).as("seed %s", seed).isZero();
            assertThat(loads.get()).as("seed %s: loads", seed).isLessThan(STEPS * 2);
        }
    }

    @Test
    void theModelSeesOlderResultsWhereTheyAreNotDependent() {
        assertThat(differences(1, false)).isPositive();
    }

    @Test
    void noResultOutlivesWhatItWasComputedFrom() {
        for (long seed = 1; seed <= 10; seed++) {
            assertThat(outlived(seed, true)).as("seed %s", seed).isZero();
        }
    }

    @Test
    void theModelSeesResultsThatOutliveOthers() {
        assertThat(outlived(1, false)).isPositive();
    }

    private int differences(long seed, boolean dependent) {
        Random random = new Random(seed);
        Memo memo = Memo.builder().ticker(new FakeTicker()).build();
        Map<Integer, Integer> truth = new HashMap<>();
        CacheSettings<Integer, Integer> settings = CacheSettings.<Integer, Integer>of()
                .dependencies(dependent)
                .maxEntries(4)
                .policy("random");
        Cache<Integer, Integer> source = memo.cache(
                "source",
                CacheSettings.<Integer, Integer>of().maxEntries(4).tags((key, value) -> List.of("tag" + key % 3)));
        Function<Integer, Integer> read = key -> source.get(key, absent -> truth.getOrDefault(absent, 0));
        Function<Integer, Integer> middle =
                memo.memoize("middle", settings, counted(key -> read.apply(key) + read.apply((key + 1) % KEYS)));
        Function<Integer, Integer> top = memo.memoize(
                "top", settings, counted(key -> middle.apply(key) * 1000 + middle.apply((key + 3) % KEYS)));
        int differences = 0;
        for (int i = 0; i < STEPS; i++) {
            int key = random.nextInt(KEYS);
            if (random.nextInt(4) == 0) {
                change(random.nextInt(5), key, i, source, truth, memo);
            }
            int expected = sum(truth, key) * 1000 + sum(truth, (key + 3) % KEYS);
            differences += top.apply(key) == expected ? 0 : 1;
        }
        return differences;
    }

    private Function<Integer, Integer> counted(Function<Integer, Integer> original) {
        return key -> {
            loads.incrementAndGet();
            return original.apply(key);
        };
    }

    private static int sum(Map<Integer, Integer> truth, int key) {
        return truth.getOrDefault(key, 0) + truth.getOrDefault((key + 1) % KEYS, 0);
    }

    private static void change(
            int how, int key, int value, Cache<Integer, Integer> source, Map<Integer, Integer> truth, Memo memo) {
        truth.put(key, value % 900);
        switch (how) {
            case 0 -> source.put(key, value % 900);
            case 1 -> source.remove(key);
            case 2 -> memo.invalidateTag("tag" + key % 3);
            case 3 -> source.invalidateSoftly(key);
            default -> source.clear();
        }
    }

    /** A value is the end of the shortest ttl that it has come of. */
    private static int outlived(long seed, boolean nested) {
        Random random = new Random(seed);
        FakeTicker ticker = new FakeTicker();
        Memo memo = Memo.builder().ticker(ticker).build();
        Function<Integer, Long> bottom =
                timed(memo, ticker, "bottom", nested, 5 + random.nextInt(20), key -> Long.MAX_VALUE);
        Function<Integer, Long> middle = timed(memo, ticker, "middle", nested, 5 + random.nextInt(20), bottom);
        Function<Integer, Long> top = timed(
                memo,
                ticker,
                "top",
                nested,
                5 + random.nextInt(40),
                key -> Math.min(middle.apply(key), bottom.apply((key + 1) % KEYS)));
        List<Function<Integer, Long>> all = List.of(bottom, middle, top);
        int outlived = 0;
        for (int i = 0; i < STEPS; i++) {
            ticker.advance(Duration.ofNanos(random.nextInt(3)));
            long end = all.get(random.nextInt(3)).apply(random.nextInt(KEYS));
            outlived += ticker.nanos() - end >= 0 ? 1 : 0;
        }
        return outlived;
    }

    private static Function<Integer, Long> timed(
            Memo memo, FakeTicker ticker, String name, boolean nested, int ttlNanos, Function<Integer, Long> from) {
        CacheSettings<Integer, Long> settings = CacheSettings.<Integer, Long>of()
                .ttl(Duration.ofNanos(ttlNanos))
                .nestedTtl(nested);
        return memo.memoize(name, settings, key -> {
            long below = from.apply(key);
            return below == Long.MAX_VALUE ? ticker.nanos() + ttlNanos : Math.min(below, ticker.nanos() + ttlNanos);
        });
    }
}
