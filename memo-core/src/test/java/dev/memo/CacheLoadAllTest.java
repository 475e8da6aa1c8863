// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.testkit.FakeTicker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many keys of a direct cache, with a loader for those that are not there. */
@Timeout(60)
class CacheLoadAllTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Cache<Integer, String> cache = memo.cache(
            "numbers",
            CacheSettings.<Integer, String>of().ttl(Duration.ofMinutes(1)).keep(Duration.ofHours(1)));
    private final Collection<List<Integer>> asked = new ConcurrentLinkedQueue<>();
    private final Callers callers = new Callers();

    @AfterEach
    void endAll() {
        callers.close();
    }

    @Test
    void onlyWhatIsMissingIsLoadedInOneGo() {
        cache.put(2, "two");
        assertThat(cache.getAll(List.of(3, 2, 1, 3), this::load))
                .containsExactly(Map.entry(3, "3"), Map.entry(2, "two"), Map.entry(1, "1"));
        assertThat(cache.get(1)).isEqualTo("1");
        assertThat(cache.getAll(List.of(1, 2, 3), this::load)).hasSize(3);
        assertThat(cache.getAll(List.of(), this::load)).isEmpty();
        assertThat(asked).containsExactly(List.of(3, 1));
        assertThat(cache.stats().misses()).isEqualTo(2);
        assertThat(cache.stats().loads()).isEqualTo(2);
        assertThat(cache.stats().hits()).isEqualTo(5);
    }

    @Test
    void whatMemoUsesForItsOwnEndsIsReturnedAllTheSame() {
        Cache<Integer, Class<?>> types = memo.cache("types");
        assertThat(types.getAll(List.of(1, 2), keys -> Map.of(1, void.class, 2, int.class)))
                .isEqualTo(Map.of(1, void.class, 2, int.class));
        assertThat(types.keys()).containsExactly(2);
    }

    @Test
    void whatTheLoaderLacksIsLeftOutAndNullIsAValue() {
        Map<Integer, @Nullable String> some = new HashMap<>();
        some.put(1, null);
        assertThat(cache.getAll(List.of(1, 2), keys -> some))
                .containsExactly(new java.util.AbstractMap.SimpleEntry<>(1, null));
        assertThat(cache.getAll(List.of(1, 2), this::load))
                .containsEntry(1, null)
                .containsEntry(2, "2");
        assertThat(asked).containsExactly(List.of(2));
    }

    @Test
    void aLoadThatKnowsNothingOfAKeyCountsAsAnyOther() {
        Function<List<Integer>, Map<Integer, String>> slow = keys -> {
            ticker.advance(Duration.ofSeconds(1));
            return Map.of(1, "one");
        };
        assertThat(cache.getAll(List.of(1, 2), slow)).hasSize(1);
        assertThat(cache.stats().loads()).isEqualTo(2);
        assertThat(cache.stats().loadNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(cache.getAll(List.of(2), slow)).isEmpty();
        assertThat(cache.stats().loads()).isEqualTo(3);
        assertThat(cache.stats().loadNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(cache.stats().loadFailures()).isZero();
        assertThat(cache.stats().misses()).isEqualTo(3);
        assertThat(memo.flights()).isEmpty();
    }

    @Test
    void whoWaitsForAKeyThatTheLoaderLacksIsCountedOnce() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<?> one = callers.run(() -> assertThat(cache.getAll(List.of(1), keys -> {
                    begun.countDown();
                    Latches.await(release);
                    return Map.of();
                }))
                .isEmpty());
        Latches.await(begun);
        Future<?> other = callers.run(
                () -> assertThat(cache.getAll(List.of(1), this::load)).isEmpty());
        assertThat(Eventually.holds(() ->
                        memo.flights().stream().mapToInt(OpenFlight::waiters).sum() > 0))
                .isTrue();
        release.countDown();
        Callers.get(one);
        Callers.get(other);
        assertThat(asked).isEmpty();
        assertThat(cache.stats().misses()).isEqualTo(2);
        assertThat(cache.stats().waits()).isEqualTo(1);
        assertThat(cache.stats().hits() + cache.stats().bypasses()).isZero();
    }

    @Test
    void whatTheLoaderThrowsReachesTheCallerAndStaleValuesServe() {
        UncheckedIOException failure = new UncheckedIOException(new IOException("down"));
        Function<List<Integer>, Map<Integer, String>> failing = keys -> {
            throw failure;
        };
        assertThatThrownBy(() -> cache.getAll(List.of(1), failing)).isSameAs(failure);
        cache.getAll(List.of(1), this::load);
        ticker.advance(Duration.ofMinutes(1));
        assertThat(cache.getAll(List.of(1), failing)).containsEntry(1, "1");
        assertThatThrownBy(() -> cache.getAll(List.of(1, 2), failing)).isSameAs(failure);
    }

    @Test
    void keysThatOthersLoadAreWaitedFor() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<?> one = callers.run(() -> cache.get(1, key -> {
            begun.countDown();
            Latches.await(release);
            return "slow";
        }));
        Latches.await(begun);
        Future<?> many = callers.run(() -> assertThat(cache.getAll(List.of(1, 2), this::load))
                .containsExactly(Map.entry(1, "slow"), Map.entry(2, "2")));
        assertThat(Eventually.holds(() -> cache.get(2) != null)).isTrue();
        release.countDown();
        Callers.get(one);
        Callers.get(many);
        assertThat(asked).containsExactly(List.of(2));
    }

    @Test
    void aLoaderOfAKeptCacheRunsForOneKeyInTheBackground() {
        Cache<Integer, String> fresh = memo.cache(
                "fresh",
                CacheSettings.<Integer, String>of().ttl(Duration.ofMinutes(1)).refresh(Duration.ofSeconds(10)));
        fresh.getAll(List.of(1, 2), this::load);
        ticker.advance(Duration.ofSeconds(10));
        fresh.getAll(List.of(1), this::load);
        assertThat(Eventually.holds(() -> asked.size() == 2)).isTrue();
        assertThat(asked).containsExactly(List.of(1, 2), List.of(1));
    }

    @Test
    void aClosedCacheLetsTheLoaderRun() {
        cache.put(1, "one");
        cache.close();
        assertThat(cache.getAll(List.of(1), this::load)).containsExactly(Map.entry(1, "1"));
        assertThat(cache.getAll(List.of(1), this::load)).hasSize(1);
        assertThat(asked).hasSize(2);
    }

    @Test
    @SuppressWarnings("NullAway") // what must not be
    void mistakesAreRefusedWithTheReason() {
        assertThatThrownBy(() -> cache.getAll(List.of(1), null))
                .hasMessage(
                        "cache \"numbers\".getAll: a loader must not be null, was null. Call getAll(keys) without one.");
        assertThatThrownBy(() -> cache.getAll(Arrays.asList(1, null), this::load))
                .isExactlyInstanceOf(NullPointerException.class)
                .hasMessageContaining("a key must not be null");
        assertThatThrownBy(() -> cache.getAll(List.of(1), keys -> null))
                .hasMessage(
                        "cache \"numbers\".getAll: the loader must return a map, returned null. Return an empty one for"
                                + " nothing.");
        Cache<Integer, String> locked =
                memo.cache("locked", CacheSettings.<Integer, String>of().lock(new ReentrantLock()));
        assertThatThrownBy(() -> locked.getAll(List.of(1), this::load))
                .hasMessage(
                        "cache \"locked\".getAll: a loader of many keys does not go with a lock. Call get(key, loader) for"
                                + " each, or open the cache without it.");
        Cache<Integer, String> one =
                memo.cache("one", CacheSettings.<Integer, String>of().barrier(Barrier.METHOD));
        assertThatThrownBy(() -> one.getAll(List.of(1), this::load)).hasMessageContaining("barrier METHOD");
        assertThat(memo.flights()).isEmpty();
    }

    private Map<Integer, String> load(List<Integer> keys) {
        asked.add(new ArrayList<>(keys));
        Map<Integer, String> loaded = new HashMap<>();
        keys.forEach(key -> loaded.put(key, "" + key));
        return loaded;
    }
}
