// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Stats;
import dev.memo.spi.Weigher;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A weigher of the user's is asked once per value; a value that it cannot weigh is not kept, which is counted. */
@Tag("parity-28")
class CacheWeigherTest {
    private static final String NEGATIVE =
            "cache \"weighed\": a weight must be 0 or more, the weigher said -1. Correct" + " the weigher.";

    private final List<String> asked = new ArrayList<>();

    @Test
    void itIsAskedOncePerValueHoweverThatIsWritten() {
        Cache<String, Integer> cache = open((key, value) -> value == null ? 0 : value);
        cache.put("put", 1);
        cache.put("put", 2);
        cache.add("add", 3);
        cache.replace("add", 4);
        cache.putAll(Map.of("all", 5));
        assertThat(cache.get("load", key -> 6)).isEqualTo(6);
        cache.asMap().merge("merge", 7, Integer::sum);
        assertThat(asked).containsExactly("put=1", "put=2", "add=3", "add=4", "all=5", "load=6", "merge=7");
        assertThat(cache.weight()).isEqualTo(2 + 4 + 5 + 6 + 7);
    }

    @Test
    void itIsNotAskedForWhatIsReadOrNotStored() {
        Cache<String, Integer> cache = open((key, value) -> 1);
        cache.put("a", 1);
        assertThat(cache.get("a")).isEqualTo(1);
        assertThat(cache.get("a", key -> 2)).isEqualTo(1);
        assertThat(cache.add("a", 3)).isFalse();
        assertThat(cache.replace("b", 4)).isFalse();
        cache.remove("a");
        assertThat(asked).containsExactly("a=1");
        assertThat(cache.weight()).isZero();
    }

    @Test
    void aNegativeWeightIsRefusedByPutAndTheOlderValueStays() {
        Cache<String, Integer> cache = open((key, value) -> value == null || value < 0 ? -1 : value);
        cache.put("a", 1);
        assertThatThrownBy(() -> cache.put("a", -5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(NEGATIVE);
        assertThatThrownBy(() -> cache.putAll(Map.of("b", -5))).hasMessage(NEGATIVE);
        assertThat(cache.peek("a")).isEqualTo(1);
        assertThat(cache.size()).isEqualTo(1);
        assertThat(cache.stats().rejections()).isEqualTo(2);
        assertThat(cache.stats().puts()).isEqualTo(1);
    }

    @Test
    void whatAWeigherThrowsReachesTheWriterAndTheOlderValueStays() {
        RuntimeException mistake = new IllegalStateException("a weigher with a mistake");
        Cache<String, Integer> cache = open(throwing(mistake));
        cache.put("a", 1);
        assertThatThrownBy(() -> cache.put("a", -5)).isSameAs(mistake);
        assertThatThrownBy(() -> cache.replace("a", -5)).isSameAs(mistake);
        assertThat(cache.peek("a")).isEqualTo(1);
        assertThat(cache.stats().rejections()).isEqualTo(2);
    }

    @Test
    void aLoadedValueThatCannotBeWeighedReachesTheCallerAndIsNotKept() {
        for (Weigher<String, Integer> weigher : List.<Weigher<String, Integer>>of(
                (k, v) -> -1, throwing(new IllegalStateException()), throwing(new StackOverflowError()))) {
            Cache<String, Integer> cache = open(weigher);
            assertThat(cache.get("a", key -> -5)).isEqualTo(-5);
            assertThat(cache.get("a", key -> -6)).isEqualTo(-6);
            assertThat(cache.size() + cache.weight()).isZero();
            Stats stats = cache.stats();
            assertThat(stats.rejections()).isEqualTo(2);
            assertThat(stats.misses()).isEqualTo(2);
            assertThat(stats.loads()).as("they were run all the same").isEqualTo(2);
            assertThat(stats.loadFailures() + stats.puts() + stats.codecFailures())
                    .isZero();
        }
    }

    @Test
    void whatAMemoizedFunctionGaveIsWeighedTheSameWay() {
        CacheSettings<Integer, Integer> settings =
                CacheSettings.<Integer, Integer>of().weigher((key, value) -> value == null ? 0 : value);
        Memo memo = Memo.create();
        Function<Integer, Integer> negated = memo.memoize("negated", settings, n -> -n);
        assertThat(negated.apply(-3)).isEqualTo(3);
        assertThat(negated.apply(3)).isEqualTo(-3);
        assertThat(memo.stats().entries()).isEqualTo(1);
        assertThat(memo.stats().bytes()).isEqualTo(3);
        assertThat(memo.stats().rejections()).isEqualTo(1);
    }

    @Test
    void aWeightOfZeroTakesNothingOfTheLimit() {
        Cache<Integer, Integer> cache = Memo.create()
                .cache(
                        "free",
                        CacheSettings.<Integer, Integer>of()
                                .weigher((key, value) -> 0)
                                .maxBytes(1));
        for (int i = 0; i < 1_000; i++) {
            cache.put(i, i);
        }
        assertThat(cache.size()).isEqualTo(1_000);
        assertThat(cache.weight()).isZero();
        cache.clear();
        assertThat(cache.size() + cache.weight()).isZero();
    }

    @Test
    @Tag("parity-30")
    void aWeightOverTwoGigabytesIsTooLargeWhateverTheLimit() {
        Cache<String, Integer> cache = open(
                Memo.builder().maxBytes(10_000_000_000L).build(),
                (key, value) -> value == null || value < 10 ? 100 : 4_000_000_000L);
        cache.put("a", 1);
        cache.put("b", 2);
        assertThatThrownBy(() -> cache.put("a", 10))
                .isInstanceOf(EntryTooLargeException.class)
                .hasMessage("cache \"weighed\": a value must take at most 2147483646 bytes with its key, this one takes"
                        + " 2147483647 or more. Keep a part of it, or have the weigher count in larger units.");
        assertThat(cache.peek("a")).as("the older value").isNull();
        assertThat(cache.get("c", key -> 11)).isEqualTo(11);
        assertThat(cache.get("c", key -> 12)).isEqualTo(12);
        assertThatThrownBy(() -> cache.putAll(Map.of("d", 3, "e", 13))).isInstanceOf(EntryTooLargeException.class);
        assertThat(cache.keys()).containsExactly("b");
        assertThat(cache.weight()).isEqualTo(100);
        assertThat(cache.stats().rejections()).isEqualTo(4);
        assertThat(cache.stats().puts()).isEqualTo(2);
    }

    @Test
    void whatIsLoadedAnewAndTooHeavyLeavesNoOlderValue() {
        FakeTicker ticker = new FakeTicker();
        Cache<String, Integer> cache = Memo.builder()
                .ticker(ticker)
                .maxBytes(10_000_000_000L)
                .build()
                .cache(
                        "renewed",
                        CacheSettings.<String, Integer>of()
                                .ttl(Duration.ofSeconds(1))
                                .keep(Duration.ofHours(1))
                                .weigher((key, value) -> value == null || value < 10 ? 100 : Long.MAX_VALUE));
        assertThat(cache.get("a", key -> 1)).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(2));
        assertThat(cache.get("a", key -> 10)).isEqualTo(10);
        assertThat(cache.size() + cache.weight()).isZero();
        assertThat(cache.stats().rejections()).isEqualTo(1);
        assertThat(cache.get("a", key -> 2)).isEqualTo(2);
        assertThat(cache.weight()).isEqualTo(100);
    }

    @Test
    void theLargestWeightThatIsKeptIsTakenExactly() {
        Cache<String, Integer> cache =
                open(Memo.builder().maxBytes(10_000_000_000L).build(), (key, value) -> Integer.MAX_VALUE - 1);
        for (int i = 0; i < 10; i++) {
            cache.put("key " + i, i);
        }
        assertThat(cache.size()).isEqualTo(4);
        assertThat(cache.weight()).isEqualTo(4L * (Integer.MAX_VALUE - 1));
    }

    @Test
    void aWeightOverTwoGigabytesIsTooLargeForASmallerLimit() {
        Cache<String, Integer> cache = open(Memo.builder().maxBytes(1L << 20).build(), (key, value) -> Long.MAX_VALUE);
        assertThatThrownBy(() -> cache.put("a", 1)).isInstanceOf(EntryTooLargeException.class);
        assertThat(cache.get("a", key -> 2)).isEqualTo(2);
        assertThat(cache.size() + cache.weight()).isZero();
        assertThat(cache.stats().rejections()).isEqualTo(2);
    }

    private Cache<String, Integer> open(Weigher<String, Integer> weigher) {
        return open(Memo.create(), weigher);
    }

    private Cache<String, Integer> open(Memo memo, Weigher<String, Integer> weigher) {
        Weigher<String, Integer> listed = (key, value) -> {
            asked.add(key + "=" + value);
            return weigher.weigh(key, value);
        };
        return memo.cache("weighed", CacheSettings.<String, Integer>of().weigher(listed));
    }

    /** Throws for values below zero, or without one. */
    private static Weigher<String, Integer> throwing(Throwable mistake) {
        return (String key, @Nullable Integer value) -> {
            if (value == null || value < 0) {
                throw CacheWeigherTest.<RuntimeException>unchecked(mistake);
            }
            return value;
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the compiler is to take it for unchecked
    private static <E extends Throwable> E unchecked(Throwable mistake) throws E {
        throw (E) mistake;
    }
}
