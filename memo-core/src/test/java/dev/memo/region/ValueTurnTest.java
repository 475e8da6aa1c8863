// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under one limit of bytes, what is dear to load and takes little room stays. */
class ValueTurnTest {
    private static final int BUDGET = 120_000;
    private static final int CALLS = 40_000;

    private final FakeTicker ticker = new FakeTicker();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theDearMethodKeepsItsResults(long seed) throws Throwable {
        System.out.println("ValueTurnTest seed " + seed);
        Run adaptive = new Run("adaptive", seed);
        Run lru = new Run("lru", seed);

        assertThat(adaptive.dear.hits()).as("of " + CALLS / 2).isGreaterThan(CALLS / 2 * 95 / 100);
        assertThat(lru.dear.hits()).isLessThan(CALLS / 2 * 80 / 100);
        assertThat(adaptive.bytes).isLessThanOrEqualTo(BUDGET);
    }

    /** Of two methods with equal load times, one whose values are thirty times as large gives them up. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void smallResultsStayBeforeLargeOnes(long seed) throws Throwable {
        System.out.println("ValueTurnTest seed " + seed);
        HeapTier tier = tier("adaptive");
        Region small = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
        Region large = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
        Random random = new Random(seed);
        long early = 0;
        for (int i = 0; i < CALLS; i++) {
            early = i == CALLS / 2 ? small.stats().hits() : early;
            load(small, "small " + random.nextInt(300), 100, Duration.ofMillis(1));
            load(large, "large " + random.nextInt(300), 3_000, Duration.ofMillis(1));
        }
        assertThat(small.stats().hits() - early)
                .as("once it is learned, of " + CALLS / 2)
                .isGreaterThan(CALLS / 2 * 95 / 100);
        assertThat(small.stats().bytes() + large.stats().bytes()).isLessThanOrEqualTo(BUDGET);
        assertThat(large.stats().bytes()).isGreaterThan(BUDGET / 8 / 2 - 3_500);
    }

    /** A cache that is put into counts as one whose loads take as long as those of the others do. */
    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void whatIsPutIsKeptBesideWhatIsLoaded(long seed) throws Throwable {
        System.out.println("ValueTurnTest seed " + seed);
        HeapTier tier = tier("adaptive");
        Region loaded = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
        Region filled = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
        Reads reads = new Reads(filled);
        Writes writes = new Writes(filled);
        Random random = new Random(seed);
        for (int i = 0; i < CALLS / 2; i++) {
            load(loaded, "loaded " + random.nextInt(1_000), 100, Duration.ofMillis(1));
            TextKey key = new TextKey("filled " + random.nextInt(1_000));
            if (reads.again(key) == null) {
                writes.store(writes.candidate(key, "x".repeat(100), 0), Condition.ALWAYS);
            }
        }
        assertThat(filled.stats().bytes()).isBetween(BUDGET / 4L, BUDGET * 3L / 4);
        assertThat(filled.stats().hits()).isGreaterThan(loaded.stats().hits() / 2);
    }

    private HeapTier tier(String policy) {
        return new HeapTier(BUDGET, 0, ticker, true, new Eviction(policy, 1, List.of()));
    }

    private void load(Region region, String key, int size, Duration time) throws Throwable {
        Regions.call(region, key, () -> {
            ticker.advance(time);
            return "x".repeat(size);
        });
    }

    /** Two methods that are called equally often; a load of the one takes a thousand times as long. Immutable. */
    private final class Run {
        private final Stats dear;
        private final long bytes;

        Run(String policy, long seed) throws Throwable {
            HeapTier tier = tier(policy);
            Region slow = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
            Region fast = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
            Random random = new Random(seed);
            for (int i = 0; i < CALLS / 2; i++) {
                load(slow, "slow " + random.nextInt(300), 100, Duration.ofMillis(1));
                load(fast, "fast " + random.nextInt(10_000), 100, Duration.ofNanos(1_000));
            }
            dear = slow.stats();
            bytes = dear.bytes() + fast.stats().bytes();
        }
    }
}
