// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Storage;
import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the reads of a direct cache answer, touch and count. */
@Tag("parity-42")
class CacheReadsTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Cache<String, Integer> cache =
            memo.cache("numbers", CacheSettings.of().idle(Duration.ofMinutes(1)));

    @Test
    void getAnswersWhatWasPutAndCountsOnce() {
        assertThat(cache.get("one")).isNull();
        cache.put("one", 1);
        assertThat(cache.get("one")).isEqualTo(1);
        assertCounts(1, 1);
    }

    @Test
    @Tag("parity-10")
    void nullIsAValue() {
        cache.put("none", null);
        assertThat(cache.get("none")).isNull();
        assertThat(cache.contains("none")).isTrue();
        assertThat(cache.lookup("none").isHit()).isTrue();
        assertThat(cache.getAll(List.of("none", "other"))).containsOnlyKeys("none");
        assertThat(cache.peekAll(List.of("none", "other"))).containsOnlyKeys("none");
        assertThat(cache.add("none", 1)).isFalse();
        assertCounts(3, 1);
    }

    @Test
    @Tag("parity-21")
    void lookupTellsAHitAnExpiredValueAndAMissApart() {
        cache.put("one", 1);
        assertThat(cache.lookup("one")).isEqualTo(new Lookup<>(Lookup.Outcome.HIT, 1));
        ticker.advance(Duration.ofMinutes(1));
        assertThat(cache.size()).isEqualTo(1);
        Lookup<Integer> expired = cache.lookup("one");
        assertThat(expired.isExpired()).isTrue();
        assertThat(expired.value()).isNull();
        assertThat(expired.orElse(7)).isEqualTo(7);
        assertThat(cache.lookup("one").isMiss()).isTrue();
        assertThat(cache.size()).isZero();
        assertCounts(1, 2);
        assertThat(cache.stats().expirations()).isEqualTo(1);
    }

    @Test
    void aLookupShowsNoValueInItsText() {
        cache.put("one", 1);
        assertThat(cache.lookup("one")).hasToString("Lookup[HIT]");
    }

    @Test
    void peekAndContainsAndRemainingLeaveNoTrace() {
        cache.put("one", 1);
        ticker.advance(Duration.ofSeconds(40));
        assertThat(cache.peek("one")).isEqualTo(1);
        assertThat(cache.contains("one")).isTrue();
        assertThat(cache.peekAll(List.of("one"))).isEqualTo(Map.of("one", 1));
        assertThat(cache.remaining("one")).contains(Duration.ofSeconds(20));
        assertThat(cache.keys()).containsExactly("one");
        assertThat(cache.asMap().containsKey("one")).isTrue();
        ticker.advance(Duration.ofSeconds(20));
        assertThat(cache.contains("one")).isFalse();
        assertThat(cache.peek("one")).isNull();
        assertCounts(0, 0);
    }

    @Test
    void ofAMapWhatGetsTouchesAndCountsAndNothingElseDoes() {
        cache.put("one", 1);
        ticker.advance(Duration.ofSeconds(40));
        assertThat(cache.asMap().getOrDefault("one", 2)).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(40));
        assertThat(cache.asMap().computeIfAbsent("one", key -> 2)).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(40));
        assertThat(cache.asMap().get("one")).isEqualTo(1);
        assertCounts(3, 0);
        assertThat(cache.asMap().putIfAbsent("one", 2)).isEqualTo(1);
        assertThat(cache.asMap().computeIfPresent("two", (key, value) -> 2)).isNull();
        assertThat(cache.asMap()).isEqualTo(Map.of("one", 1)).containsKey("one").containsValue(1);
        assertCounts(3, 0);
    }

    @Test
    void getStartsTheIdleTimeAgain() {
        cache.put("one", 1);
        ticker.advance(Duration.ofSeconds(40));
        assertThat(cache.get("one")).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(40));
        assertThat(cache.contains("one")).isTrue();
    }

    @Test
    void peekDoesNotMakeAnEntryTheOneUsedLast() {
        Cache<Integer, Integer> small =
                memo.cache("small", CacheSettings.of().maxEntries(2).policy("lru"));
        small.put(1, 1);
        small.put(2, 2);
        assertThat(small.peek(1)).isEqualTo(1);
        small.put(3, 3);
        assertThat(small.keys()).containsExactlyInAnyOrder(2, 3);
        assertThat(small.get(2)).isEqualTo(2);
        small.put(4, 4);
        assertThat(small.keys()).containsExactlyInAnyOrder(2, 4);
    }

    @Test
    @Tag("parity-43")
    void getAllFindsWhatIsThereInTheOrderAskedForAndCountsEach() {
        cache.putAll(Map.of("one", 1, "two", 2, "three", 3));
        Map<String, Integer> found = cache.getAll(List.of("three", "four", "one"));
        assertThat(found).containsExactly(Map.entry("three", 3), Map.entry("one", 1));
        assertCounts(2, 1);
    }

    @Test
    @Tag("parity-44")
    void bulkReadsRefuseANullKeyBeforeTheyCount() {
        cache.put("one", 1);
        List<String> keys = Arrays.asList("one", null);
        assertThatThrownBy(() -> cache.getAll(keys)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> cache.peekAll(keys)).isInstanceOf(NullPointerException.class);
        assertCounts(0, 0);
    }

    @Test
    @Tag("parity-45")
    void keysAreListedAllOrFiltered() {
        for (int i = 0; i < 500; i++) {
            cache.put("key " + i, i);
        }
        assertThat(cache.keys()).hasSize(500).doesNotHaveDuplicates();
        assertThat(cache.keys(key -> key.endsWith("7"))).hasSize(50);
    }

    @Test
    @Tag("parity-46")
    void sizeCountsTheExpiredAndLiveSizeDoesNot() {
        cache.put("short", 1, Duration.ofSeconds(1));
        cache.put("long", 2);
        long weight = cache.weight();
        ticker.advance(Duration.ofSeconds(1));
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.liveSize()).isEqualTo(1);
        assertThat(cache.keys()).containsExactly("long");
        assertThat(cache.weight()).isEqualTo(weight);
        cache.cleanUp();
        assertThat(cache.size()).isEqualTo(1);
        assertThat(cache.weight()).isPositive().isLessThan(weight);
    }

    @Test
    @Tag("parity-62")
    void aNullKeyIsRefusedByName() {
        assertThatThrownBy(() -> cache.get(Nulls.any()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("cache \"numbers\": a key must not be null. Use another key.");
        assertThatThrownBy(() -> cache.contains(Nulls.any())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> cache.asMap().get(Nulls.any())).isInstanceOf(NullPointerException.class);
    }

    @Test
    void keysAreComparedByContentAndKeptAsTheyWere() {
        Cache<int[], String> byArray = memo.cache("arrays");
        int[] key = {1, 2};
        byArray.put(key, "a");
        key[0] = 9;
        assertThat(byArray.get(new int[] {1, 2})).isEqualTo("a");
        assertThat(byArray.get(key)).isNull();
        byArray.keys().get(0)[0] = 7;
        assertThat(byArray.get(new int[] {1, 2})).isEqualTo("a");
    }

    @Test
    @Tag("parity-11")
    @Tag("parity-12")
    void isolatedValuesAreCopiedAndSharedOnesAreTheSame() {
        Cache<String, List<String>> isolated = memo.cache("isolated");
        List<String> value = new ArrayList<>(List.of("a"));
        isolated.put("k", value);
        value.add("spoiled");
        assertThat(isolated.get("k")).containsExactly("a").isNotSameAs(isolated.get("k"));
        Cache<String, List<String>> shared =
                memo.cache("shared", CacheSettings.of().storage(Storage.SHARED));
        shared.put("k", value);
        assertThat(shared.get("k")).isSameAs(value);
    }

    private void assertCounts(long hits, long misses) {
        Stats stats = cache.stats();
        assertThat(List.of(stats.hits(), stats.misses())).containsExactly(hits, misses);
    }
}
