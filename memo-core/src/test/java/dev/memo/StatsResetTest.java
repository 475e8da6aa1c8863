// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ratios, peaks, resets and sums of statistics. */
class StatsResetTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Squares squares = memo.proxy(Squares.class, this::square);

    @Test
    @Tag("parity-54")
    void ratiosOfNothingAreZero() {
        Stats none = Stats.of();
        assertThat(List.of(none.hitRatio(), none.missRatio(), none.evictionRate()))
                .containsOnly(0.0);
    }

    @Test
    @Tag("parity-54")
    void ratiosAreSharesOfLookupsAndOfPuts() {
        Cache<Integer, Integer> cache = memo.cache("numbers", CacheSettings.of().maxEntries(3));
        for (int i = 0; i < 4; i++) {
            cache.put(i, i);
        }
        for (int i = 0; i < 8; i++) {
            cache.get(i / 2);
        }
        Stats stats = cache.stats();
        assertThat(stats.hitRatio()).isEqualTo(0.75);
        assertThat(stats.missRatio()).isEqualTo(0.25);
        assertThat(stats.evictionRate()).isEqualTo(0.25);
    }

    @Test
    @Tag("parity-54")
    void whatGoesAfterAResetDoesNotBringARatioOverOne() {
        Cache<Integer, Integer> cache = memo.cache(
                "numbers",
                CacheSettings.<Integer, Integer>of().maxBytes(10).weigher((key, value) -> value == null ? 0 : value));
        for (int i = 0; i < 10; i++) {
            cache.put(i, 1);
        }
        cache.resetStats();
        cache.put(10, 5);
        assertThat(cache.stats().evictions()).isEqualTo(5);
        assertThat(cache.stats().puts()).isEqualTo(1);
        assertThat(cache.stats().evictionRate()).isEqualTo(1.0);
    }

    @Test
    @Tag("parity-54")
    void thePeakIsTheMostThatWasThereAndNeverOverALimit() {
        Cache<Integer, Integer> cache = memo.cache("numbers", CacheSettings.of().maxEntries(5));
        for (int i = 0; i < 3; i++) {
            cache.put(i, i);
        }
        cache.remove(0);
        cache.put(1, 7);
        assertThat(cache.stats().peakEntries()).isEqualTo(3);
        for (int i = 0; i < 100; i++) {
            cache.put(i, i);
        }
        cache.clear();
        assertThat(cache.stats().peakEntries()).as("at the limit").isEqualTo(5);
        cache.put(1, 1);
        cache.resetStats();
        assertThat(cache.stats().peakEntries()).as("what is there now").isEqualTo(1);
    }

    @Test
    @Tag("parity-54")
    void thePeakOfALimitedRuntimeIsNeverOverIt() {
        Memo limited = Memo.builder().maxEntries(4).build();
        Squares fast = limited.proxy(Squares.class, this::square);
        for (int i = 0; i < 50; i++) {
            fast.square(i);
        }
        assertThat(limited.stats().peakEntries()).isEqualTo(4);
    }

    @Test
    @Tag("parity-55")
    void aResetOfAMethodClearsCountsAndKeepsResults() {
        squares.square(3);
        squares.square(3);
        MemoizedMethodHandle method = memo.methods().get(0);
        long bytes = method.stats().bytes();
        method.resetStats();
        assertThat(method.stats()).isEqualTo(Stats.of(contents(1, bytes)));
        squares.square(3);
        Stats stats = method.stats();
        assertThat(stats.hits()).isEqualTo(1);
        assertThat(stats.misses() + stats.loads() + stats.loadNanos()).isZero();
    }

    @Test
    @Tag("parity-55")
    void aResetOfARuntimeReachesAllThatIsInItsSum() {
        squares.square(3);
        memo.cache("open").put("k", 1);
        Cache<String, Integer> closed = memo.cache("closed");
        closed.put("k", 1);
        closed.close();
        assertThat(memo.stats().puts()).isEqualTo(3);
        memo.resetStats();
        assertThat(memo.stats().puts()).isZero();
        assertThat(memo.stats().misses()).isZero();
        assertThat(memo.stats().entries()).isEqualTo(2);
        assertThat(memo.stats().peakEntries()).isEqualTo(2);
    }

    @Test
    @Tag("parity-53")
    void theSumOfARuntimeKeepsWhatClosedCachesHaveCounted() {
        Cache<String, Integer> cache = memo.cache("numbers");
        cache.putAll(Map.of("a", 1, "b", 2));
        cache.get("a");
        cache.close();
        cache.close();
        Stats after = memo.stats();
        assertThat(after.puts()).isEqualTo(2);
        assertThat(after.hits()).isEqualTo(1);
        assertThat(after.entries() + after.bytes() + after.peakEntries()).isZero();
        memo.<String, Integer>cache("numbers").put("a", 1);
        assertThat(memo.stats().puts()).isEqualTo(3);
    }

    @Test
    @Tag("parity-55")
    void aSnapshotStaysAsItWasAndTellsWhatCameSince() {
        squares.square(3);
        Stats before = memo.stats();
        squares.square(3);
        squares.square(4);
        Stats since = memo.stats().since(before);
        assertThat(before.hits()).isZero();
        assertThat(since.hits()).isEqualTo(1);
        assertThat(since.loads()).isEqualTo(1);
        assertThat(since.entries()).isEqualTo(2);
    }

    @Test
    @Tag("parity-55")
    void withStatisticsOffAResetLeavesWhatIsKept() {
        Memo quiet = Memo.builder().statistics(false).build();
        quiet.proxy(Squares.class, this::square).square(3);
        quiet.resetStats();
        assertThat(quiet.stats().entries()).isEqualTo(1);
        assertThat(quiet.stats().puts()).isZero();
    }

    @Test
    @Tag("parity-55")
    void theTimeSavedAfterAResetIsThatOfTheHitsAndLoadsSince() {
        Cache<Integer, Integer> cache = memo.cache("numbers");
        callEach(cache, 0, 1, Duration.ofSeconds(1), 1_000);
        cache.resetStats();
        callEach(cache, 1, 1_000, Duration.ofMillis(1), 1);
        assertSaved(cache.stats(), Duration.ofSeconds(1));
    }

    @Test
    @Tag("parity-55")
    void hitsAfterAResetSaveWhatLoadsTookBefore() {
        Cache<Integer, Integer> cache = memo.cache("numbers");
        callEach(cache, 0, 1, Duration.ofSeconds(1), 5);
        cache.resetStats();
        assertThat(cache.stats().timeSavedNanos()).isZero();
        callEach(cache, 0, 1, Duration.ZERO, 9);
        assertSaved(cache.stats(), Duration.ofSeconds(10));
    }

    @Test
    @Tag("parity-55")
    void theTimeSavedBetweenSnapshotsIsThatOfTheHitsInBetween() {
        Cache<Integer, Integer> cache = memo.cache("numbers");
        callEach(cache, 0, 1, Duration.ofSeconds(1), 1_000);
        Stats before = cache.stats();
        callEach(cache, 1, 1_000, Duration.ofMillis(1), 1);
        assertSaved(cache.stats().since(before), Duration.ofSeconds(1));
        assertSaved(cache.stats(), Duration.ofSeconds(1_001));
    }

    @Test
    @Tag("parity-53")
    void theTimeSavedInARuntimeIsTheSumOfWhatItsCachesHaveSaved() {
        Cache<Integer, Integer> dear = memo.cache("dear");
        Cache<Integer, Integer> cheap = memo.cache("cheap");
        callEach(dear, 0, 1, Duration.ofSeconds(1), 1);
        Stats before = memo.stats();
        callEach(dear, 0, 1, Duration.ZERO, 99);
        callEach(cheap, 0, 1_000, Duration.ofMillis(1), 0);
        assertSaved(memo.stats().since(before), Duration.ofSeconds(100));
    }

    @Test
    @Tag("parity-53")
    void moreTimeThanALongHoldsIsTheMostThatItDoes() {
        Cache<Integer, Integer> cache = memo.cache("numbers");
        callEach(cache, 0, 1, Duration.ofDays(36_500), 2);
        assertThat(cache.stats().timeSavedNanos())
                .isBetween(6_307_200_000_000_000_000L - 1_000_000, Long.MAX_VALUE - 1);
        callEach(cache, 0, 1, Duration.ZERO, 1);
        assertThat(cache.stats().timeSavedNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(cache.stats().plus(cache.stats()).timeSavedNanos()).isEqualTo(Long.MAX_VALUE);
        cache.resetStats();
        assertThat(cache.stats().timeSavedNanos()).isZero();
    }

    /** Looks up a number of keys, which takes so long for each that is missing, and then each of them again, some times. */
    private void callEach(Cache<Integer, Integer> cache, int first, int keys, Duration load, int times) {
        for (int i = first; i < first + keys; i++) {
            cache.get(i, key -> {
                ticker.advance(load);
                return key;
            });
            for (int hit = 0; hit < times; hit++) {
                cache.get(i);
            }
        }
    }

    /** Asserts what was saved, but for a millisecond that the hits may have cost. */
    private static void assertSaved(Stats stats, Duration saved) {
        assertThat(stats.timeSavedNanos()).isBetween(saved.toNanos() - 1_000_000, saved.toNanos());
    }

    private long square(long n) {
        ticker.advance(Duration.ofMillis(1));
        return n * n;
    }

    private static long[] contents(long entries, long bytes) {
        long[] fields = Stats.of().toArray();
        fields[14] = entries;
        fields[15] = bytes;
        fields[17] = entries;
        return fields;
    }

    interface Squares {
        @Cached
        long square(long n);
    }
}
