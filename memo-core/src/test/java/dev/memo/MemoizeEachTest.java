// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memoized functions of many keys are as memoized methods with {@code each} are. */
@Timeout(60)
class MemoizeEachTest {
    private final FakeTicker ticker = new FakeTicker();
    private final HeldTasks background = new HeldTasks();
    private final Memo memo = Memo.builder().ticker(ticker).executor(background).build();
    private final Collection<List<Integer>> asked = new ConcurrentLinkedQueue<>();
    private final Callers callers = new Callers();
    private volatile int version = 1;
    private volatile Runnable inLoad = () -> {};

    @AfterEach
    void endAll() {
        callers.close();
    }

    private Map<Integer, String> load(Collection<Integer> ids) {
        asked.add(List.copyOf(ids));
        inLoad.run();
        Map<Integer, String> found = new LinkedHashMap<>();
        ids.stream().filter(id -> id > 0).forEach(id -> found.put(id, id + "v" + version));
        return found;
    }

    private static void ask(Function<Collection<Integer>, Map<Integer, String>> prices, Integer... ids) {
        Map<Integer, String> unused = prices.apply(List.of(ids));
    }

    @Test
    void itRunsOnceForWhatIsMissingAndKeepsTheOrderAsked() {
        Function<Collection<Integer>, Map<Integer, String>> prices = memo.memoizeEach("prices", this::load);
        assertThat(prices.apply(List.of(3, 1, 3))).containsExactly(Map.entry(3, "3v1"), Map.entry(1, "1v1"));
        assertThat(prices.apply(List.of(2, 1, 4)))
                .containsExactly(Map.entry(2, "2v1"), Map.entry(1, "1v1"), Map.entry(4, "4v1"));
        assertThat(prices.apply(List.of())).isEmpty();
        assertThat(asked).containsExactly(List.of(3, 1), List.of(2, 4));
        assertThat(prices).hasToString("memoized prices");
    }

    @Test
    void whatMemoUsesForItsOwnEndsIsReturnedAllTheSame() {
        Function<Collection<Integer>, Map<Integer, Class<?>>> types =
                memo.memoizeEach("types", (List<Integer> ids) -> Map.of(1, void.class));
        assertThat(types.apply(List.of(1))).isEqualTo(Map.of(1, void.class));
    }

    @Test
    void eachValueLivesAsTheSettingsSayAndIsACacheOfThatName() {
        Function<Collection<Integer>, Map<Integer, String>> prices =
                memo.memoizeEach("prices", CacheSettings.of().ttl(Duration.ofMinutes(1)), this::load);
        ask(prices, 1);
        ticker.advance(Duration.ofSeconds(30));
        ask(prices, 1, 2);
        ticker.advance(Duration.ofSeconds(30));
        ask(prices, 1, 2);
        assertThat(asked).containsExactly(List.of(1), List.of(2), List.of(1));
        Cache<?, ?> cache = memo.caches().get(0);
        assertThat(cache.name()).isEqualTo("prices");
        assertThat(cache.stats().hits()).isEqualTo(2);
        assertThat(cache.stats().loads()).isEqualTo(3);
    }

    @Test
    void whatItHasNothingForIsLeftOutAndNotKeptAndNullIsAValue() {
        Function<Collection<Integer>, Map<Integer, String>> prices = memo.memoizeEach("prices", this::load);
        assertThat(prices.apply(List.of(-1, 1))).containsExactly(Map.entry(1, "1v1"));
        ask(prices, -1, 1);
        assertThat(asked).containsExactly(List.of(-1, 1), List.of(-1));
        Map<Integer, @Nullable String> nothing = new HashMap<>();
        nothing.put(1, null);
        Function<Collection<Integer>, Map<Integer, @Nullable String>> nulls = memo.memoizeEach("nulls", ids -> nothing);
        assertThat(nulls.apply(List.of(1))).isEqualTo(nothing).isNotSameAs(nothing);
    }

    @Test
    void mapsThatRefuseAKeyHaveNothingForIt() {
        Function<Collection<Object>, Map<Object, Integer>> fixed = memo.memoizeEach("fixed", keys -> Map.of("a", 1));
        Function<Collection<Object>, Map<Object, Integer>> sorted = memo.memoizeEach("sorted", keys -> {
            asked.add(List.of(keys.size()));
            return new TreeMap<>(Map.of("a", 1));
        });
        List<@Nullable Object> keys = Arrays.asList("a", null, 2);
        assertThat(fixed.apply(keys)).containsExactly(Map.entry("a", 1));
        assertThat(sorted.apply(keys)).containsExactly(Map.entry("a", 1));
        assertThat(sorted.apply(keys)).containsExactly(Map.entry("a", 1));
        assertThat(asked).containsExactly(List.of(3), List.of(2));
        memo.caches().forEach(Cache::close);
        assertThat(fixed.apply(keys)).containsExactly(Map.entry("a", 1));
        assertThat(memo.flights()).isEmpty();
    }

    @Test
    void whatItsMapThrowsOtherwiseReachesTheCaller() {
        NullPointerException failure = new NullPointerException("of the map's own");
        Function<Collection<Integer>, Map<Integer, String>> odd = memo.memoizeEach("odd", ids -> new HashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            public @Nullable String get(@Nullable Object key) {
                throw failure;
            }
        });
        assertThatThrownBy(() -> odd.apply(List.of(1))).isSameAs(failure);
    }

    @Test
    void failuresReachAllWhoWaitAndAreNotKept() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        IllegalStateException failure = new IllegalStateException("down");
        inLoad = () -> {
            begun.countDown();
            Latches.await(release);
            throw failure;
        };
        Function<Collection<Integer>, Map<Integer, String>> prices = memo.memoizeEach("prices", this::load);
        Future<?> one = callers.run(() -> ask(prices, 1, 2));
        Latches.await(begun);
        inLoad = () -> {};
        Future<?> other = callers.run(() -> ask(prices, 3, 2));
        assertThat(Eventually.holds(() ->
                        memo.flights().stream().mapToInt(OpenFlight::waiters).sum() > 0))
                .isTrue();
        release.countDown();
        assertThat(Callers.thrownBy(one)).isSameAs(failure);
        assertThat(Callers.thrownBy(other)).isSameAs(failure);
        assertThat(prices.apply(List.of(1, 2, 3))).hasSize(3);
        assertThat(asked).containsExactly(List.of(1, 2), List.of(3), List.of(1, 2));
    }

    @Test
    void callsForOverlappingKeysInOppositeOrderShareLoads() {
        CountDownLatch both = new CountDownLatch(2);
        inLoad = () -> {
            both.countDown();
            Latches.await(both);
        };
        Function<Collection<Integer>, Map<Integer, String>> prices = memo.memoizeEach("prices", this::load);
        AtomicReference<Object> first = new AtomicReference<>();
        Future<?> up = callers.run(() -> first.set(prices.apply(List.of(1, 2, 3))));
        Future<?> down =
                callers.run(() -> assertThat(prices.apply(List.of(4, 3, 2))).hasSize(3));
        Callers.get(up);
        Callers.get(down);
        assertThat(first.get()).isEqualTo(Map.of(1, "1v1", 2, "2v1", 3, "3v1"));
        assertThat(asked.stream().flatMap(List::stream)).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void refreshRunsItForOneKeyInTheBackground() {
        Function<Collection<Integer>, Map<Integer, String>> prices = memo.memoizeEach(
                "prices", CacheSettings.of().ttl(Duration.ofMinutes(1)).refresh(Duration.ofSeconds(10)), this::load);
        ask(prices, 1, 2);
        ticker.advance(Duration.ofSeconds(10));
        version = 2;
        assertThat(prices.apply(List.of(2))).containsEntry(2, "2v1");
        background.run();
        assertThat(prices.apply(List.of(2))).containsEntry(2, "2v2");
        assertThat(asked).containsExactly(List.of(1, 2), List.of(2));
    }

    @Test
    void scopedCallsConcernAllKeysOfTheCall() {
        Function<Collection<Integer>, Map<Integer, String>> prices = memo.memoizeEach("prices", this::load);
        ask(prices, 1, 2, 3);
        assertThat(Memo.invalidate(() -> prices.apply(List.of(1, 2)))).isTrue();
        assertThat(Memo.peek(() -> prices.apply(List.of(2, 3))).isMiss()).isTrue();
        assertThat(Memo.peek(() -> prices.apply(List.of(3))).value()).isEqualTo(Map.of(3, "3v1"));
        version = 2;
        assertThat(Memo.bypass(() -> prices.apply(List.of(3)))).isEqualTo(Map.of(3, "3v2"));
        assertThat(prices.apply(List.of(3, 1))).isEqualTo(Map.of(3, "3v1", 1, "1v2"));
        assertThat(Memo.refresh(() -> prices.apply(List.of(3)))).isEqualTo(Map.of(3, "3v2"));
        memo.invalidateAll();
        ask(prices, 3);
        assertThat(asked).last().isEqualTo(List.of(3));
    }

    @Test
    void keysThatCannotBeHashedGoThroughAndSoDoesNullAndAClosedOne() {
        Function<Collection<Object>, Map<Object, Integer>> sizes = memo.memoizeEach("sizes", keys -> {
            Map<Object, Integer> found = new LinkedHashMap<>();
            if (keys != null) {
                found.put("size", keys.size());
                keys.forEach(key -> asked.add(List.of(1)));
            }
            return found;
        });
        Object odd = new Object() {
            @Override
            public int hashCode() {
                throw new IllegalStateException("odd");
            }
        };
        assertThat(sizes.apply(List.of(odd, "b"))).isEqualTo(Map.of("size", 2));
        assertThat(sizes.apply(Nulls.any())).isEmpty();
        assertThat(memo.caches().get(0).stats().bypasses()).isEqualTo(1);
        memo.caches().get(0).close();
        asked.clear();
        assertThat(sizes.apply(List.of("size"))).isEqualTo(Map.of("size", 1));
        assertThat(sizes.apply(List.of("size"))).isEqualTo(Map.of("size", 1));
        assertThat(asked).hasSize(2);
    }

    @Test
    void nullInPlaceOfAMapIsSaid() {
        Function<Collection<Integer>, Map<Integer, String>> none = memo.memoizeEach("none", ids -> Nulls.any());
        assertThatThrownBy(() -> none.apply(List.of(1)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(
                        "memo.memoizeEach(\"none\"): the loader must return a map, returned null. Return an empty one"
                                + " for nothing.");
        assertThat(memo.flights()).isEmpty();
    }

    @Test
    void settingsAboutLoadsOfOneKeyAreRefusedAllAtOnce() {
        CacheSettings<Object, Object> odd = CacheSettings.of()
                .ttl(Duration.ofMinutes(1))
                .barrier(Barrier.METHOD)
                .failures(Duration.ofSeconds(1), IllegalStateException.class)
                .lock(new ReentrantLock());
        assertThatThrownBy(() -> memo.memoizeEach("odd", odd, this::load))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("3 problems in memo.memoizeEach(\"odd\"):\n"
                        + "1. barrier must be KEY or NONE, was METHOD, though each key of a function of many keys has a"
                        + " load of its own. Use KEY, or memoize a function of one key.\n"
                        + "2. lock is set, but that is about loads of one key, and a function of many keys loads them in"
                        + " one go. Leave lock out, or memoize a function of one key.\n"
                        + "3. failures is set, but that is about loads of one key, and a function of many keys loads them in"
                        + " one go. Leave failures out, or memoize a function of one key.");
        assertThatThrownBy(() -> memo.memoizeEach("odd", Nulls.any()))
                .hasMessage("memo.memoizeEach(\"odd\"): a function must not be null. Pass the one to remember.");
    }

    @Test
    void aNameStandsForOneFunction() {
        Function<Integer, String> one = memo.memoize("prices", id -> "" + id);
        assertThat(one.apply(1)).isEqualTo("1");
        assertThatThrownBy(() -> memo.memoizeEach("prices", this::load))
                .hasMessageContaining(
                        "memo.memoizeEach(\"prices\"): a name stands for one cache, this one was given to a"
                                + " function with another function before");
    }
}
