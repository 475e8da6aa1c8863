// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.LeftOut;
import dev.memo.testkit.FakeTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a file carries from a direct cache to the next process's. */
@Timeout(60)
@Tag("parity-58")
class CacheSnapshotTest {
    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void aCacheHasWhatWasSavedWhetherItIsOpenedBeforeTheLoadOrAfter() {
        Memo first = memo();
        Cache<String, List<Integer>> saved = first.cache("primes");
        saved.put("small", List.of(2, 3));
        saved.put("none", List.of());
        assertThat(save(first).results()).isEqualTo(2);
        Memo before = memo();
        Cache<String, List<Integer>> open = before.cache("primes");
        assertThat(load(before).results()).isEqualTo(2);
        Memo after = memo();
        assertThat(load(after).results()).isEqualTo(2);
        Cache<String, List<Integer>> late = after.cache("primes");
        for (Cache<String, List<Integer>> each : List.of(open, late)) {
            assertThat(each.size()).isEqualTo(2);
            assertThat(each.get("small")).containsExactly(2, 3);
            assertThat(each.get("none")).isEmpty();
        }
        assertThat(after.cache("others").size()).isZero();
    }

    @Test
    void whatTheCacheHasAlreadyIsNewer() {
        Memo first = memo();
        first.<String, String>cache("words").put("key", "old");
        save(first);
        Memo second = memo();
        Cache<String, String> words = second.cache("words");
        words.put("key", "new");
        assertThat(load(second).leftOut()).containsExactly(Map.entry(LeftOut.NEWER_THERE, 1L));
        assertThat(words.get("key")).isEqualTo("new");
    }

    @Test
    @Tag("parity-59")
    void endsGoOnAndWhatHasEndedIsNotTakenIn() {
        CacheSettings<Object, Object> settings = CacheSettings.of().ttl(Duration.ofMinutes(10));
        Memo first = memo();
        Cache<String, Integer> numbers = first.cache("numbers", settings);
        numbers.put("one", 1);
        ticker.advance(Duration.ofMinutes(5));
        numbers.put("two", 2);
        save(first);
        ticker.advance(Duration.ofMinutes(5));
        Memo second = memo();
        assertThat(load(second).leftOut()).containsExactly(Map.entry(LeftOut.ENDED, 1L));
        Cache<String, Integer> loaded = second.cache("numbers", settings);
        assertThat(loaded.get("one")).isNull();
        assertThat(loaded.get("two")).isEqualTo(2);
        ticker.advance(Duration.ofMinutes(5));
        assertThat(loaded.get("two")).isNull();
    }

    @Test
    void idleTimeGoesOnThoughTheCacheIsOpened() {
        CacheSettings<Object, Object> settings = CacheSettings.of().idle(Duration.ofMinutes(1));
        Memo first = memo();
        Cache<String, Integer> numbers = first.cache("numbers", settings);
        numbers.put("one", 1);
        save(first);
        ticker.advance(Duration.ofSeconds(59));
        Memo second = memo();
        load(second);
        Cache<String, Integer> loaded = second.cache("numbers", settings);
        assertThat(loaded.peek("one")).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(loaded.get("one")).isNull();
    }

    @Test
    void limitsHoldAndWhatWasUsedLastStays() {
        CacheSettings<Object, Object> settings =
                CacheSettings.of().maxEntries(3).policy("lru");
        Memo first = memo();
        Cache<Integer, Integer> numbers =
                first.cache("numbers", CacheSettings.of().policy("lru"));
        for (int i = 0; i < 10; i++) {
            numbers.put(i, i);
        }
        numbers.get(4);
        save(first);
        Memo second = memo();
        load(second);
        Cache<Integer, Integer> few = second.cache("numbers", settings);
        assertThat(few.size()).isEqualTo(3);
        assertThat(few.asMap().keySet()).containsExactlyInAnyOrder(4, 9, 8);
    }

    @Test
    void classesOfTheApplicationAndFunctionsAreLeftOutAndCounted() {
        Memo memo = memo();
        memo.<Integer, Object>cache("own").put(1, new Own(1));
        Integer unused = memo.<Integer, Integer>memoize("square", n -> n * n).apply(3);
        memo.<Integer, Integer>cache(
                        "tagged", CacheSettings.<Integer, Integer>of().tags((k, v) -> List.of("all")))
                .put(1, 1);
        assertThat(save(memo).leftOut())
                .isEqualTo(Map.of(LeftOut.NOT_ENCODABLE, 1L, LeftOut.UNKNOWN_CODE, 1L, LeftOut.TAGGED, 1L));
    }

    private Memo memo() {
        return Memo.builder().ticker(ticker).build();
    }

    private SnapshotReport save(Memo memo) {
        return memo.save(folder.resolve("caches.memo"));
    }

    private SnapshotReport load(Memo memo) {
        return memo.load(folder.resolve("caches.memo"));
    }

    /** A class of an application's. */
    record Own(int number) {}
}
