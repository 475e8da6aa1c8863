// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.testkit.FakeTicker;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code adaptive} is better than {@code lru} where that can be, and never much worse, as the whole engine plays it. */
class AdaptiveTest {
    private static final double AT_MOST_BELOW = 0.02;

    @ParameterizedTest
    @CsvSource({"1, 500, 600", "2, 500, 2000", "3, 2000, 3000"})
    void aLoopLongerThanTheCacheIsHit(long seed, int capacity, int keys) throws Throwable {
        Score score = new Score("loop", seed, capacity, Traces.loop(keys, 40 * keys));
        assertThat(score.lru).isZero();
        assertThat(score.adaptive).isGreaterThan(score.belady * 0.85);
    }

    @ParameterizedTest
    @CsvSource({"4, 500", "5, 1000"})
    void scansDoNotDriveOutWhatIsHot(long seed, int capacity) throws Throwable {
        Score score = new Score("scan", seed, capacity, Traces.zipfWithScans(seed, 10_000, capacity * 2));
        assertThat(score.adaptive).isGreaterThan(score.lru + 0.05);
    }

    @ParameterizedTest
    @CsvSource({"6, 400, 5000", "7, 400, 20000", "8, 1000, 10000", "11, 400, 2000"})
    void aHotSetThatShiftsIsFollowed(long seed, int capacity, int period) throws Throwable {
        Score score = new Score("shift", seed, capacity, Traces.shifting(seed, capacity * 3 / 4, period));
        assertThat(score.adaptive).isGreaterThan(score.belady * 0.8);
    }

    @ParameterizedTest
    @CsvSource({"9, 300", "10, 2000", "12, 1000"})
    void whereOnlyRecencyCountsItIsNoWorse(long seed, int capacity) throws Throwable {
        Score score = new Score("recency", seed, capacity, Traces.recent(seed, capacity * 3));
        assertThat(score.lru).as("what is measured can be missed").isLessThan(score.belady - 0.05);
    }

    /** Shares of hits in one trace: none above what can be, and adaptive never much below lru. Immutable. */
    private static final class Score {
        private final double adaptive;
        private final double lru;
        private final double belady;

        Score(String name, long seed, int capacity, int[] trace) throws Throwable {
            adaptive = hits("adaptive", capacity, trace);
            lru = hits("lru", capacity, trace);
            belady = Traces.belady(trace, capacity) / (double) trace.length;
            System.out.printf(
                    "AdaptiveTest %s seed %d, %d entries: adaptive %.4f, lru %.4f, belady %.4f%n",
                    name, seed, capacity, adaptive, lru, belady);
            assertThat(adaptive).isBetween(lru - AT_MOST_BELOW, belady);
            assertThat(lru).isLessThanOrEqualTo(belady);
        }

        private static double hits(String policy, int capacity, int[] trace) throws Throwable {
            Eviction eviction = new Eviction(policy, 1, List.of());
            HeapTier tier = new HeapTier(1L << 40, capacity, new FakeTicker(), true, eviction);
            Region region = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
            for (int key : trace) {
                Regions.call(region, key, () -> "value");
            }
            assertThat(region.stats().entries()).isLessThanOrEqualTo(capacity);
            return region.stats().hits() / (double) trace.length;
        }
    }
}
