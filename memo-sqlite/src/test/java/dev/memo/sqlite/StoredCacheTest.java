// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.DiskSettings;
import dev.memo.Lookup;
import dev.memo.Memo;
import dev.memo.annotation.Barrier;
import dev.memo.spi.CodecException;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreSettings;
import dev.memo.testkit.FakeTicker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A direct cache with a store: what one runtime has put, the next one finds, by every way to ask. */
@Timeout(120)
@Tag("parity-57")
class StoredCacheTest {
    private static final CacheSettings<Integer, String> TEXTS =
            CacheSettings.<Integer, String>of().store("disk", String.class).ttl(Duration.ofMinutes(10));

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
    void whatOneRuntimeHasPutTheNextOneFinds() {
        cache().putAll(Map.of(1, "one", 2, "two", 3, "three", 4, "four"));
        Cache<Integer, String> next = next();
        assertThat(next.contains(1)).isTrue();
        assertThat(next.peek(1)).isEqualTo("one");
        assertThat(next.size()).as("neither leaves a trace").isZero();
        assertThat(next.get(1)).isEqualTo("one");
        assertThat(next.size()).isEqualTo(1);
        assertThat(next.lookup(2).outcome()).isEqualTo(Lookup.Outcome.HIT);
        assertThat(next.get(3, this::load)).isEqualTo("three");
        assertThat(next.getAll(List.of(3, 4, 5))).isEqualTo(Map.of(3, "three", 4, "four"));
        assertThat(next.contains(5)).isFalse();
        assertThat(next.get(5)).isNull();
        assertThat(loads).hasValue(0);
        assertThat(next.stats().misses()).as("only of 5, twice").isEqualTo(2);
    }

    @Test
    @Tag("parity-59")
    void livesGoOn() {
        Cache<Integer, String> first = cache();
        first.put(1, "one");
        first.put(2, "two", Duration.ofMinutes(5));
        ticker.advance(Duration.ofMinutes(6));
        Cache<Integer, String> next = next();
        assertThat(next.remaining(1))
                .hasValueSatisfying(left -> assertThat(left).isCloseTo(Duration.ofMinutes(4), Duration.ofMillis(1)));
        assertThat(next.size()).as("that leaves no trace").isZero();
        assertThat(next.get(1)).isEqualTo("one");
        assertThat(next.remaining(1))
                .hasValueSatisfying(left -> assertThat(left).isCloseTo(Duration.ofMinutes(4), Duration.ofMillis(1)));
        assertThat(next.get(2)).isNull();
        ticker.advance(Duration.ofMinutes(4));
        assertThat(next.get(1)).isNull();
    }

    @Test
    void removalsReachTheStore() {
        cache().putAll(Map.of(1, "one", 2, "two", 3, "three"));
        Cache<Integer, String> second = next();
        assertThat(second.get(1)).isEqualTo("one");
        assertThat(second.remove(1)).isTrue();
        assertThat(second.remove(2)).as("it is in the store only").isTrue();
        assertThat(second.remove(2)).isFalse();
        assertThat(second.get(2)).isNull();
        Cache<Integer, String> third = next();
        assertThat(third.get(1)).isNull();
        assertThat(third.get(2)).isNull();
        assertThat(third.get(3)).isEqualTo("three");
        third.clear();
        assertThat(next().get(3)).isNull();
    }

    @Test
    @Tag("parity-43")
    void manyKeysAreRemovedAndCountedWhereverTheyAre() {
        cache().putAll(Map.of(1, "one", 2, "two", 3, "three"));
        Cache<Integer, String> next = next();
        assertThat(next.get(1)).isEqualTo("one");
        assertThat(next.removeAll(List.of(1, 2, 9))).isEqualTo(2);
        assertThat(next.stats().invalidations()).isEqualTo(2);
        assertThat(next.getAll(List.of(1, 2, 3))).isEqualTo(Map.of(3, "three"));
        assertThat(next.stats().storeHits()).as("1 and 3").isEqualTo(2);
        assertThat(next.stats().loads()).isZero();
    }

    @Test
    @Tag("parity-45")
    @Tag("parity-46")
    void listingsAndSizesTellOfTheHeap() {
        cache().putAll(Map.of(1, "one", 2, "two", 3, "three"));
        Cache<Integer, String> next = next();
        assertThat(next.keys()).isEmpty();
        assertThat(next.getAll(List.of(1, 2))).hasSize(2);
        assertThat(next.keys()).containsExactlyInAnyOrder(1, 2);
        assertThat(next.keys(key -> key > 1)).containsExactly(2);
        assertThat(next.asMap()).hasSize(2);
        assertThat(next.liveSize()).isEqualTo(2);
        assertThat(next.weight()).isPositive();
    }

    @Test
    @Tag("parity-56")
    void whatLeavesTheHeapIsInTheStore() {
        CacheSettings<Integer, String> settings = TEXTS.maxEntries(2);
        Cache<Integer, String> cache = memo().cache("texts", settings);
        for (int i = 0; i < 10; i++) {
            cache.put(i, "text " + i);
        }
        assertThat(cache.size()).isEqualTo(2);
        for (int i = 0; i < 10; i++) {
            assertThat(cache.get(i)).isEqualTo("text " + i);
        }
        assertThat(cache.stats().misses()).isZero();
        assertThat(cache.stats().storeHits()).isPositive();
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    @Tag("parity-63")
    void aValueComesBackAsTheClassThatItWasPutAs() {
        CacheSettings<Integer, Offer> settings =
                CacheSettings.<Integer, Offer>of().store("disk", Offer.class).allow(Price.class.getName());
        memo().cache("offers", settings).put(1, new Price(5));
        assertThat(memo().cache("offers", settings).get(1))
                .isExactlyInstanceOf(Price.class)
                .isEqualTo(new Price(5));
    }

    @Test
    void closingLeavesTheStore() {
        Cache<Integer, String> first = cache();
        first.put(1, "one");
        first.close();
        assertThat(first.get(1)).isNull();
        assertThat(first.contains(1)).isFalse();
        assertThat(next().get(1)).isEqualTo("one");
    }

    @Test
    @Tag("parity-42")
    void conditionsSeeTheStore() {
        cache().putAll(Map.of(1, "one", 2, "two", 3, "three"));
        Cache<Integer, String> next = next();
        assertThat(next.add(1, "other")).isFalse();
        assertThat(next.replace(2, "zwei")).isTrue();
        assertThat(next.replace(7, "seven")).isFalse();
        assertThat(next.add(7, "seven")).isTrue();
        assertThat(next.asMap().compute(3, (key, value) -> value + "!")).isEqualTo("three!");
        assertThat(next.asMap().putIfAbsent(1, "other")).isEqualTo("one");
        Cache<Integer, String> last = next();
        assertThat(last.getAll(List.of(1, 2, 3, 7))).isEqualTo(Map.of(1, "one", 2, "zwei", 3, "three!", 7, "seven"));
    }

    @Test
    @Tag("parity-44")
    void putAllHasOneTime() {
        Cache<Integer, String> cache = cache();
        cache.put(0, "nought");
        ticker.advance(Duration.ofSeconds(1));
        Map<Integer, String> many = new HashMap<>();
        for (int i = 1; i <= 2_500; i++) {
            many.put(i, "text " + i);
        }
        cache.putAll(many);
        ticker.advance(Duration.ofSeconds(1));
        closeAll();

        Set<Long> times = new HashSet<>();
        try (SqliteStore store =
                SqliteStore.open(StoreSettings.at(file().toString()).ticker(ticker))) {
            long rows = store.scan(StoreScan.ALL, row -> {
                times.add(row.value().writtenAtMicros());
                return true;
            });
            assertThat(rows).isEqualTo(2_501);
        }
        assertThat(times).as("one of the first, one of all others").hasSize(2);
    }

    @Test
    @Tag("parity-44")
    void aWrongValueAmongManyKeepsAllOfThemOut() {
        CacheSettings<Integer, Object> settings =
                CacheSettings.<Integer, Object>of().store("disk", Object.class);
        Cache<Integer, Object> cache = memo().cache("objects", settings);
        Map<Integer, Object> mixed = new LinkedHashMap<>();
        mixed.put(1, "one");
        mixed.put(2, new Price(5));
        assertThatThrownBy(() -> cache.putAll(mixed))
                .isInstanceOf(CodecException.class)
                .hasMessageContaining(Price.class.getName());
        assertThat(cache.get(1)).isNull();

        Cache<Integer, Object> allowing = memo().cache("objects", settings.allow(Price.class.getName()));
        allowing.putAll(mixed);
        assertThat(memo().cache("objects", settings.allow(Price.class.getName()))
                        .get(2))
                .isEqualTo(new Price(5));
    }

    @Test
    @Tag("parity-31")
    void whatIsTooLargeForTheHeapIsInTheStoreOnly() {
        CacheSettings<Integer, String> settings = TEXTS.maxHeapBytes(1_000);
        Cache<Integer, String> cache = memo().cache("texts", settings);
        String large = "x".repeat(5_000);
        cache.put(1, large);
        cache.put(2, "small");
        assertThat(cache.size()).isEqualTo(1);
        assertThat(cache.get(1)).isEqualTo(large);
        assertThat(cache.contains(1)).isTrue();
        assertThat(cache.add(1, "other")).isFalse();
        assertThat(cache.size()).as("it is not promoted").isEqualTo(1);
        assertThat(cache.replace(1, "now small")).isTrue();
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.get(1)).isEqualTo("now small");
        cache.put(2, large);
        assertThat(cache.size()).isEqualTo(1);
        assertThat(cache.get(2)).isEqualTo(large);
        assertThat(cache.remove(2)).isTrue();
        assertThat(cache.get(2)).isNull();
    }

    @Test
    @Tag("parity-62")
    void aKeyThatTheStoreCannotHaveIsRefused() {
        CacheSettings<Object, String> settings =
                CacheSettings.<Object, String>of().store("disk", String.class);
        Cache<Object, String> first = memo().cache("odd", settings);
        assertThatThrownBy(() -> first.put(new Odd(1), "odd"))
                .isInstanceOf(CodecException.class)
                .hasMessage(
                        "cache \"odd\": a key must be the same in every process to be stored, and of at most 1048576"
                                + " bytes, found one of " + Odd.class.getName()
                                + ". Use a simple value, an enum, or a record of"
                                + " such, or open the cache without a store.");
        Map<Object, String> mixed = new LinkedHashMap<>();
        mixed.put(1, "one");
        mixed.put("x".repeat(1 << 20), "too long by its type and length");
        assertThatThrownBy(() -> first.putAll(mixed)).isInstanceOf(CodecException.class);
        mixed.put(null, "null");
        assertThatThrownBy(() -> first.putAll(mixed)).isInstanceOf(NullPointerException.class);
        assertThat(first.size()).isZero();
        assertThat(first.get(new Odd(1), key -> "loaded")).isEqualTo("loaded");
        assertThat(first.get(new Odd(1)))
                .as("a load does not fail, and the heap has it")
                .isEqualTo("loaded");
        assertThat(first.remove(new Odd(1))).isTrue();
        first.put(1, "one");
        Cache<Object, String> next = memo().cache("odd", settings);
        assertThat(next.get(new Odd(1))).isNull();
        assertThat(next.get(1)).isEqualTo("one");
    }

    @Test
    @Tag("parity-61")
    void aFunctionsResultsAreGoodForTheirVersion() {
        Function<Integer, String> first = memo().memoize("load", TEXTS.version("1"), this::load);
        assertThat(first.apply(1)).isEqualTo("loaded 1");
        assertThat(memo().memoize("load", TEXTS.version("1"), this::load).apply(1))
                .isEqualTo("loaded 1");
        assertThat(loads).hasValue(1);
        assertThat(memo().memoize("load", TEXTS.version("2"), this::load).apply(1))
                .isEqualTo("loaded 1");
        assertThat(loads).hasValue(2);
    }

    @Test
    @Tag("parity-4")
    void loadsOfTwoRuntimesAreOne() {
        CacheSettings<Integer, String> settings = TEXTS.barrier(Barrier.HOST);
        Cache<Integer, String> other = runtime(DiskSettings.at(file())).cache("texts", settings);
        Cache<Integer, String> cache = runtime(DiskSettings.at(file())).cache("texts", settings);
        assertThat(cache.get(1, this::load)).isEqualTo("loaded 1");
        assertThat(other.get(1, this::load)).isEqualTo("loaded 1");
        assertThat(loads).hasValue(1);
        other.put(2, "two");
        assertThat(other.get(2, this::load)).isEqualTo("two");
        closeAll();
        assertThat(runtime(DiskSettings.at(file())).cache("texts", settings).get(2))
                .isEqualTo("two");
    }

    @Test
    void whatIsWrittenThroughToAFileThatIsNoStoreIsSaid() throws Exception {
        Files.writeString(file(), "somebody's diary, which is not to be touched");
        Cache<Integer, String> cache =
                runtime(DiskSettings.at(file()).writeThrough()).cache("texts", TEXTS);
        assertThatThrownBy(() -> cache.put(1, "one"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(
                        "cache \"texts\": its store is written through, but has not taken what was written");
        assertThat(cache.get(1)).as("the heap goes on").isEqualTo("one");
        assertThat(cache.get(2, this::load)).as("a load does not fail").isEqualTo("loaded 2");

        Cache<Integer, String> behind = runtime(DiskSettings.at(file())).cache("texts", TEXTS);
        behind.put(1, "one");
        assertThat(behind.get(1)).isEqualTo("one");
    }

    private String load(Integer key) {
        loads.incrementAndGet();
        return "loaded " + key;
    }

    private Cache<Integer, String> cache() {
        return memo().cache("texts", TEXTS);
    }

    private Cache<Integer, String> next() {
        return cache();
    }

    /** Ends the runtime before, and starts another. */
    private Memo memo() {
        closeAll();
        return runtime(DiskSettings.at(file()));
    }

    private Memo runtime(DiskSettings disk) {
        Memo memo = Memo.builder().ticker(ticker).store("disk", disk).build();
        open.add(memo);
        return memo;
    }

    private Path file() {
        return folder.resolve("values.db");
    }

    /** What values are declared as. */
    interface Offer {}

    /** A value. */
    record Price(int cents) implements Offer {}

    /** A key that may mean anything by its equality. */
    static final class Odd {
        private final int number;

        Odd(int number) {
            this.number = number;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Odd odd && odd.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }
}
