// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Storage;
import dev.memo.spi.RemovalListener;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a removal listener hears, and when values are closed. */
@Tag("parity-41")
class CacheRemovalTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final List<String> heard = new ArrayList<>();
    private final RemovalListener<Object, Object> listener =
            (key, value, cause) -> heard.add(key + "=" + value + " " + cause);
    private final CacheSettings<Object, Object> told = CacheSettings.of().removalListener(listener);
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Test
    void everyCauseIsToldOnce() {
        Cache<String, Integer> cache = memo.cache("c", told.maxEntries(2).ttl(Duration.ofMinutes(1)));
        cache.put("a", 1);
        cache.put("a", 2);
        expect("a=1 REPLACED");
        assertThat(cache.remove("a")).isTrue();
        expect("a=2 INVALIDATED");
        cache.put("a", 3);
        cache.put("b", 4);
        cache.put("c", 5);
        expect("a=3 EVICTED");
        ticker.advance(Duration.ofMinutes(1));
        assertThat(cache.get("b")).isNull();
        cache.cleanUp();
        assertThat(heard).containsExactlyInAnyOrder("b=4 EXPIRED", "c=5 EXPIRED");
        heard.clear();
        cache.put("a", 6);
        cache.clear();
        expect("a=6 CLEARED");
        cache.put("a", null);
        cache.close();
        expect("a=null CLOSED");
        cache.close();
        expect();
    }

    @Test
    void overwritingAnExpiredValueTellsOfItsEnd() {
        Cache<String, Integer> cache = memo.cache("c", told.ttl(Duration.ofMinutes(1)));
        cache.put("a", 1);
        ticker.advance(Duration.ofMinutes(1));
        cache.put("a", 2);
        expect("a=1 EXPIRED");
    }

    @Test
    void aRefusedWriteTellsNothingAndOneTooLargeTellsOfTheOlderValue() {
        Cache<String, String> cache = memo.cache("c", told.maxBytes(1_000));
        cache.put("a", "1");
        assertThat(cache.add("a", "2")).isFalse();
        expect();
        assertThatThrownBy(() -> cache.put("a", "x".repeat(1_000))).isInstanceOf(EntryTooLargeException.class);
        expect("a=1 REPLACED");
    }

    @Test
    void aValueThatCannotBeReadBackIsToldAsNullAndCountedForWhoHasAskedOnly() {
        Memo unreadable =
                Memo.builder().codec(new ValueSamples.UnreadableCodec()).build();
        Cache<String, List<String>> cache = unreadable.cache("c", told);
        cache.put("a", new ArrayList<>(List.of("x")));
        assertThat(cache.get("a")).isNull();
        expect("a=null INVALIDATED");
        assertThat(cache.stats().codecFailures()).isEqualTo(1);
        cache.put("a", new ArrayList<>(List.of("x")));
        assertThat(cache.asMap().containsKey("a")).isFalse();
        expect("a=null INVALIDATED");
        assertThat(cache.stats().codecFailures()).isEqualTo(2);
        assertThat(cache.stats().invalidations()).isZero();
        cache.put("a", new ArrayList<>(List.of("x")));
        assertThat(cache.asMap().remove("a")).isNull();
        assertThat(cache.asMap().put("a", new ArrayList<>(List.of("y")))).isNull();
        assertThat(cache.stats().invalidations()).isZero();
        assertThat(cache.stats().entries()).isEqualTo(1);
    }

    @Test
    void itIsToldAfterTheEntryHasLeftAndMayUseTheCache() {
        List<Boolean> there = new ArrayList<>();
        Cache<String, Integer> cache = memo.cache("c", CacheSettings.of().removalListener((key, value, cause) -> {
            Cache<Object, Object> same = typed(memo.caches().get(0));
            there.add(same.contains(key));
            same.put("from " + key, value);
        }));
        cache.put("a", 1);
        assertThat(cache.remove("a")).isTrue();
        assertThat(there).containsExactly(false);
        assertThat(cache.get("from a")).isEqualTo(1);
    }

    @Test
    void whatItThrowsReachesNobody() {
        Cache<String, Integer> cache = memo.cache("c", CacheSettings.of().removalListener((key, value, cause) -> {
            heard.add("told");
            throw new IllegalStateException("of a listener");
        }));
        cache.put("a", 1);
        cache.put("a", 2);
        assertThat(cache.remove("a")).isTrue();
        assertThat(heard).hasSize(2);
    }

    @Test
    void aMemoizedFunctionIsListenedToToo() {
        assertThat(memo.memoize("f", told, (Integer a, Integer b) -> a + b).apply(1, 2))
                .isEqualTo(3);
        memo.invalidateAll();
        expect("[1, 2]=3 CLEARED");
    }

    @Test
    void onAnExecutorItIsToldLaterOrAtOnceIfThatTakesNothing() {
        Cache<String, Integer> later = memo.cache("later", CacheSettings.of().removalListener(listener, tasks::add));
        later.put("a", 1);
        assertThat(later.remove("a")).isTrue();
        expect();
        tasks.remove().run();
        expect("a=1 INVALIDATED");
        Cache<String, Integer> refused =
                memo.cache("refused", CacheSettings.of().removalListener(listener, task -> {
                    throw new RejectedExecutionException();
                }));
        refused.put("a", 1);
        assertThat(refused.remove("a")).isTrue();
        expect("a=1 INVALIDATED");
    }

    @Test
    void valuesAreClosedOnceTheyHaveLeft() {
        Cache<String, Connection> cache =
                memo.cache("c", told.storage(Storage.SHARED).closeValues());
        Connection first = new Connection();
        Connection second = new Connection();
        cache.put("a", first);
        cache.put("a", first);
        assertThat(first.closed).as("put again under its own key").isZero();
        cache.put("a", second);
        assertThat(first.closed).isEqualTo(1);
        assertThat(second.closed).isZero();
        cache.close();
        assertThat(second.closed).isEqualTo(1);
        assertThat(heard).containsExactly("a=open REPLACED", "a=open CLOSED");
    }

    @Test
    void aValueThatNobodyClosesIsReplacedByItselfToo() {
        Cache<String, Connection> cache = memo.cache("c", told.storage(Storage.SHARED));
        Connection connection = new Connection();
        cache.put("a", connection);
        cache.put("a", connection);
        expect("a=open REPLACED");
    }

    @Test
    void valuesMayBeClosedOnAnExecutorAfterTheListenerHasHeard() {
        Cache<String, Connection> cache =
                memo.cache("c", told.storage(Storage.SHARED).closeValues(tasks::add));
        Connection connection = new Connection();
        cache.put("a", connection);
        assertThat(cache.remove("a")).isTrue();
        assertThat(connection.closed).isZero();
        expect("a=open INVALIDATED");
        tasks.remove().run();
        assertThat(connection.closed).isEqualTo(1);
    }

    @Test
    void aValueThatCannotBeClosedHurtsNobody() {
        Cache<String, AutoCloseable> cache =
                memo.cache("c", CacheSettings.of().storage(Storage.SHARED).closeValues());
        cache.put("a", () -> {
            throw new Exception("of a close");
        });
        assertThat(cache.remove("a")).isTrue();
    }

    private void expect(String... what) {
        assertThat(heard).containsExactly(what);
        heard.clear();
    }

    @SuppressWarnings("unchecked") // it takes anything
    private static Cache<Object, Object> typed(Cache<?, ?> cache) {
        return (Cache<Object, Object>) cache;
    }

    /** Counts how often it is closed. */
    private static final class Connection implements AutoCloseable {
        int closed;

        @Override
        public void close() {
            closed++;
        }

        @Override
        public String toString() {
            return closed == 0 ? "open" : "closed";
        }
    }
}
