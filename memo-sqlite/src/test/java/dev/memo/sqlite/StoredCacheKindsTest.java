// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.annotation.Barrier;
import dev.memo.testkit.FakeTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a cache or a memoized function can do, it can with a store: loads of many keys, tags, values that age. */
@Timeout(120)
@Tag("parity-57")
class StoredCacheKindsTest {
    private static final CacheSettings<Integer, String> TEXTS = CacheSettings.<Integer, String>of()
            .store("disk", String.class)
            .version("1")
            .ttl(Duration.ofMinutes(10));

    @TempDir
    private Path folder;

    private final FakeTicker ticker = new FakeTicker();
    private final AtomicInteger loads = new AtomicInteger();
    private final List<Memo> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        open.forEach(Memo::closeStores);
    }

    @Test
    @Tag("parity-43")
    void aLoaderOfManyKeysRunsForWhatTheStoreHasNot() {
        memo().cache("texts", TEXTS).putAll(Map.of(1, "one", 2, "two"));
        Cache<Integer, String> next = memo().cache("texts", TEXTS);
        assertThat(next.getAll(List.of(1, 2, 3), this::loadAll)).isEqualTo(Map.of(1, "one", 2, "two", 3, "loaded 3"));
        assertThat(loads).hasValue(1);
        assertThat(memo().cache("texts", TEXTS).getAll(List.of(1, 2, 3))).hasSize(3);
        Cache<Integer, String> host = memo().cache("texts", TEXTS.barrier(Barrier.HOST));
        assertThatThrownBy(() -> host.getAll(List.of(1), this::loadAll))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("does not go with barrier HOST");
    }

    @Test
    void aFunctionOfManyKeysRunsForWhatTheStoreHasNot() {
        assertThat(memo().memoizeEach("texts", TEXTS, this::loadAll).apply(List.of(1, 2)))
                .hasSize(2);
        assertThat(memo().memoizeEach("texts", TEXTS, this::loadAll).apply(List.of(1, 2, 3)))
                .hasSize(3);
        assertThat(loads).as("1 and 2, then 3").hasValue(3);
    }

    @Test
    void anOutcomeOfAnAsynchronousFunctionIsStored() throws Exception {
        Function<Integer, CompletionStage<String>> original = key -> CompletableFuture.completedFuture(load(key));
        for (int run = 0; run < 2; run++) {
            assertThat(memo().memoizeAsync("texts", TEXTS, original).apply(1).get())
                    .isEqualTo("loaded 1");
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void anInvalidatedTagEndsValuesThatThisProcessHasNotSeen() {
        CacheSettings<Integer, String> settings = TEXTS.tags((key, value) -> List.of(key % 2 == 0 ? "even" : "odd"));
        memo().cache("texts", settings).putAll(Map.of(1, "one", 2, "two"));
        Memo next = memo();
        next.invalidateTag("odd");
        Cache<Integer, String> cache = next.cache("texts", settings);
        assertThat(cache.contains(1)).isFalse();
        assertThat(cache.get(1)).isNull();
        assertThat(cache.peek(2)).isEqualTo("two");
        assertThat(cache.get(2)).isEqualTo("two");
        cache.put(1, "anew");
        assertThat(memo().cache("texts", settings).get(1)).isEqualTo("anew");
    }

    @Test
    void aStaleValueOfTheStoreIsServedWhileItIsLoadedAnew() {
        CacheSettings<Integer, String> settings =
                TEXTS.keep(Duration.ofHours(1)).retry(Duration.ofMinutes(1));
        memo().cache("texts", settings).put(1, "one");
        ticker.advance(Duration.ofMinutes(11));
        Cache<Integer, String> next = memo().cache("texts", settings);
        assertThat(next.get(1)).as("stale is not fresh").isNull();
        assertThat(next.contains(1)).isFalse();
        assertThat(next.get(1, key -> {
                    throw new IllegalStateException("the backend is down");
                }))
                .isEqualTo("one");
        ticker.advance(Duration.ofMinutes(2));
        assertThat(next.get(1, this::load)).isEqualTo("loaded 1");
        assertThat(memo().cache("texts", settings).get(1)).isEqualTo("loaded 1");
    }

    @Test
    void anAgingValueOfTheStoreIsRenewedInTheBackground() {
        CacheSettings<Integer, String> settings = TEXTS.refresh(Duration.ofMinutes(5));
        memo().cache("texts", settings).put(1, "one");
        ticker.advance(Duration.ofMinutes(6));
        Cache<Integer, String> next = memo().cache("texts", settings);
        assertThat(next.get(1)).isEqualTo("one");
        assertThat(next.get(1, this::load)).isEqualTo("one");
        assertThat(loads).as("by then, as the executor is the caller").hasValue(1);
        assertThat(next.get(1)).isEqualTo("loaded 1");
        assertThat(memo().cache("texts", settings).get(1)).isEqualTo("loaded 1");
    }

    @Test
    @Tag("parity-20")
    void ofTheLivesOfHeapAndStoreTheShorterCounts() {
        UnaryOperator<DiskSettings> short5 = disk -> disk.ttl(Duration.ofMinutes(5));
        Cache<Integer, String> cache = memo(short5).cache("texts", TEXTS);
        cache.put(1, "one");
        cache.put(2, "two", ChronoUnit.FOREVER.getDuration());
        cache.put(3, "three", Duration.ofMinutes(1));
        assertThat(cache.remaining(1)).hasValue(Duration.ofMinutes(5));
        assertThat(cache.remaining(2)).hasValue(Duration.ofMinutes(5));
        assertThat(cache.remaining(3)).hasValue(Duration.ofMinutes(1));
        Cache<Integer, String> longer =
                memo(disk -> disk.ttl(Duration.ofHours(1))).cache("texts", TEXTS);
        longer.put(4, "four");
        assertThat(longer.remaining(4)).as("the cache's own").hasValue(Duration.ofMinutes(10));
        Cache<Integer, String> next = memo(short5).cache("texts", TEXTS);
        ticker.advance(Duration.ofMinutes(5).minusNanos(1_000));
        assertThat(next.getAll(List.of(1, 2, 3, 4))).containsOnlyKeys(1, 2, 4);
        ticker.advance(Duration.ofNanos(1_000));
        assertThat(next.getAll(List.of(1, 2, 3, 4)))
                .as("in the heap as in the store")
                .isEmpty();
        assertThat(memo(short5).cache("texts", TEXTS).getAll(List.of(1, 2, 3, 4)))
                .isEmpty();
    }

    @Test
    @Tag("parity-20")
    void whatNobodyReadsEndsAsTheStoreSays() {
        UnaryOperator<DiskSettings> idle = disk -> disk.idle(Duration.ofMinutes(2));
        Cache<Integer, String> cache = memo(idle).cache("texts", TEXTS);
        cache.putAll(Map.of(1, "one", 2, "two"));
        ticker.advance(Duration.ofSeconds(90));
        assertThat(cache.get(1)).isEqualTo("one");
        ticker.advance(Duration.ofSeconds(90));
        assertThat(cache.get(2)).isNull();
        assertThat(cache.get(1)).isEqualTo("one");
    }

    private String load(Integer key) {
        loads.incrementAndGet();
        return "loaded " + key;
    }

    private Map<Integer, String> loadAll(Collection<Integer> keys) {
        Map<Integer, String> all = new LinkedHashMap<>();
        keys.forEach(key -> all.put(key, load(key)));
        return all;
    }

    private Memo memo() {
        return memo(disk -> disk);
    }

    /** Ends the runtime before, and starts another. */
    private Memo memo(UnaryOperator<DiskSettings> how) {
        closeAll();
        Memo memo = Memo.builder()
                .ticker(ticker)
                .executor(Runnable::run)
                .store("disk", how.apply(DiskSettings.at(folder.resolve("values.db"))))
                .build();
        open.add(memo);
        return memo;
    }
}
