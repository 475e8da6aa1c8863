// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.Store;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StoreRegion;
import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreSwept;
import dev.memo.spi.StoreValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Store} must do. Extend it and say how one is opened.
 *
 * <p>The store under test is driven by a clock that stands still. Its other parts, on limits, leases and scans, are
 * nested in it, so that one class runs all. Confined to one thread, but for the test of threads.
 */
public abstract class StoreContract {
    private static final long FIRST = 1_700_000_000_000_000L;

    /** The time that the store goes by. */
    protected final FakeTicker ticker = new FakeTicker();

    /** A folder of the test's own. */
    @TempDir
    protected Path folder;

    /** The store under test, opened without limits. */
    protected Store store;

    /** Creates the contract; JUnit does. */
    protected StoreContract() {}

    /** Opens a store in a folder: with what was written there before, if it is one that outlives its closing. */
    protected abstract Store open(Path where, StoreSettings settings);

    /** Returns whether a store that is opened again in the same folder has what was written before. */
    protected abstract boolean survives();

    @BeforeEach
    void openStore() {
        store = open(folder, settings("store", StoreLimits.NONE));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void whatWasPutIsReadWithAllThatIsKnownOfIt() {
        StoreValue value = new StoreValue(bytes("v"), bytes("print"), now(), now() + 10, now() + 20, 15, 4_711);

        store.write(List.of(StoreChange.put(key("a", 1), value)));

        assertThat(store.read(key("a", 1))).isEqualTo(value);
        assertThat(store.read(key("a", 2))).isNull();
        assertThat(store.read(key("b", 1))).isNull();
    }

    @Test
    void emptyKeysAndValuesAndLargeOnesAreKept() {
        StoreKey empty = new StoreKey("a", new byte[16], new byte[0]);
        StoreKey large = new StoreKey("a", new byte[StoreKey.MAX_DIGEST], new byte[StoreKey.MAX_BYTES]);

        put(empty, value(""));
        put(large, value("x".repeat(3_000_000)));

        assertThat(store.read(empty)).isEqualTo(value(""));
        assertThat(store.read(large)).isEqualTo(value("x".repeat(3_000_000)));
    }

    @Test
    void aPutTakesThePlaceOfTheOneBefore() {
        put(key("a", 1), value("old"));
        put(key("a", 1), value("a longer one"));

        assertThat(store.read(key("a", 1))).isEqualTo(value("a longer one"));
        assertThat(store.regions()).singleElement().matches(region -> region.entries() == 1);
    }

    @Test
    void keysWhoseDigestsCollideNeverGetEachOthersValues() {
        byte[] digest = bytes("same digest 0001");
        StoreKey one = new StoreKey("a", digest, bytes("one"));
        StoreKey two = new StoreKey("a", digest.clone(), bytes("two"));
        put(one, value("1"));

        assertThat(store.read(two)).isNull();
        store.write(List.of(StoreChange.remove(two), StoreChange.touch(two, now(), 5)));
        assertThat(store.read(one)).isEqualTo(value("1"));

        assertThat(store.write(List.of(StoreChange.put(two, value("2")))).evicted())
                .isSubsetOf(one);
        assertThat(store.read(two)).isEqualTo(value("2"));
        assertThat(store.read(one)).isIn(null, value("1"));
    }

    @Test
    @Tag("parity-43")
    void manyAreReadAtOnceThoseThatAreThere() {
        put(key("a", 1), value("1"));
        put(key("b", 2), value("2"));
        put(key("a", 3), value("3").endingAt(now()));

        Map<StoreKey, StoreValue> found = store.readAll(List.of(key("a", 1), key("b", 2), key("a", 3), key("a", 4)));

        assertThat(found).isEqualTo(Map.of(key("a", 1), value("1"), key("b", 2), value("2")));
        assertThat(store.readAll(List.of())).isEmpty();
    }

    @Test
    void changesAreMadeInTheirOrder() {
        store.write(List.of(
                StoreChange.put(key("a", 1), value("1")),
                StoreChange.remove(key("a", 1)),
                StoreChange.put(key("a", 2), value("2")),
                StoreChange.put(key("a", 3), value("3")),
                StoreChange.removeRegion("a"),
                StoreChange.put(key("a", 3), value("again"))));

        assertThat(store.read(key("a", 1))).isNull();
        assertThat(store.read(key("a", 2))).isNull();
        assertThat(store.read(key("a", 3))).isEqualTo(value("again"));
    }

    @Test
    @Tag("parity-44")
    void changesThatCannotAllBeMadeAreNotMade() {
        List<StoreChange> changes = new ArrayList<>();
        changes.add(StoreChange.put(key("a", 1), value("1")));
        changes.add(null);

        assertThatThrownBy(() -> store.write(changes)).isInstanceOf(RuntimeException.class);

        assertThat(store.read(key("a", 1))).isNull();
        put(key("a", 2), value("2"));
        assertThat(store.read(key("a", 2))).isEqualTo(value("2"));
    }

    @Test
    void removalsTellHowManyLivingValuesWent() {
        IntStream.range(0, 5).forEach(i -> put(key("a", i), value("a" + i)));
        put(key("a", 5), value("ended").endingAt(now()));
        put(key("b", 0), value("b"));

        assertThat(store.write(List.of(StoreChange.remove(key("a", 0)), StoreChange.remove(key("a", 99))))
                        .removed())
                .isEqualTo(1);
        assertThat(store.write(List.of(StoreChange.removeRegion("a"))).removed())
                .isEqualTo(4);
        assertThat(store.write(List.of(StoreChange.removeRegion("nobody"))).removed())
                .isZero();
        assertThat(store.read(key("b", 0))).isEqualTo(value("b"));
        assertThat(store.write(List.of(StoreChange.removeAll())).removed()).isEqualTo(1);
        assertThat(store.regions()).allMatch(region -> region.entries() == 0 && region.bytes() == 0);
    }

    @Test
    @Tag("parity-20")
    void valueIsServedBeforeItsEndAndNotAtIt() {
        put(key("a", 1), value("1").endingAt(now() + 1_000));

        ticker.advance(Duration.ofNanos(999_000));
        assertThat(store.read(key("a", 1))).isNotNull();
        ticker.advance(Duration.ofNanos(1_000));
        assertThat(store.read(key("a", 1))).isNull();
        assertThat(store.readAll(List.of(key("a", 1)))).isEmpty();
        assertThat(rows()).isEmpty();
    }

    @Test
    void valueThatIsNotTouchedEndsAndOneThatIsLivesUntilItsEnd() {
        put(key("a", 1), value("1").idleFor(1_000).endingAt(now() + 1_500));
        put(key("a", 2), value("2").idleFor(1_000));

        ticker.advance(Duration.ofNanos(999_000));
        store.write(List.of(StoreChange.touch(key("a", 1), now(), 1)));
        ticker.advance(Duration.ofNanos(1_000));
        assertThat(store.read(key("a", 1))).isNotNull();
        assertThat(store.read(key("a", 2))).isNull();
        store.write(List.of(StoreChange.touch(key("a", 2), now(), 1)));
        assertThat(store.read(key("a", 2)))
                .as("an ended value is not touched back to life")
                .isNull();
        ticker.advance(Duration.ofNanos(500_000));
        assertThat(store.read(key("a", 1))).isNull();
    }

    @Test
    void endedValuesAreSweptAStepAtATimeAndLivingOnesStay() {
        IntStream.range(0, 25).forEach(i -> put(key("a", i), value("v").endingAt(now() + 1_000 + i)));
        put(key("b", 0), value("lasting"));
        ticker.advance(Duration.ofSeconds(1));

        assertThat(store.sweep(10).expired()).isEqualTo(10);
        assertThat(store.sweep(10).more()).isTrue();
        long swept = 20;
        for (boolean more = true; more; ) {
            StoreSwept step = store.sweep(10);
            swept += step.expired();
            more = step.more();
        }

        assertThat(swept).isEqualTo(25);
        assertThat(store.regions()).filteredOn(region -> region.entries() > 0).hasSize(1);
        assertThat(store.read(key("b", 0))).isEqualTo(value("lasting"));
    }

    @Test
    @Tag("parity-45")
    void regionsAreCountedExactly() {
        put(key("b", 1), value("12345"));
        put(key("a", 1), value("1"));
        put(key("a", 2), value("1").withFingerprint(bytes("abc")));
        put(key("a", 1), value("123"));

        long one = StoreRow.weight(key("a", 1), value("1"));
        assertThat(store.regions())
                .filteredOn(region -> region.entries() > 0)
                .containsExactly(new StoreRegion("a", 2, 2 * one + 2 + 3), new StoreRegion("b", 1, one + 4));
    }

    @Test
    @Tag("parity-57")
    @Tag("parity-59")
    void whatWasWrittenSurvivesAndTimeGoesOnWhileNobodyIsThere() {
        put(key("a", 1), value("1"));
        put(key("a", 2), value("2").endingAt(now() + 1_000_000));
        store.close();
        ticker.advance(Duration.ofSeconds(1));

        store = open(folder, settings("store", StoreLimits.NONE));

        assertThat(store.read(key("a", 1))).isEqualTo(survives() ? value("1") : null);
        assertThat(store.read(key("a", 2))).isNull();
    }

    @Test
    void closedStoreThrowsAndIsClosedTwiceWithoutHarm() {
        store.close();
        store.close();

        assertThatThrownBy(() -> store.read(key("a", 1)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CLOSED));
        assertThatThrownBy(() -> put(key("a", 1), value("1"))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.regions()).isInstanceOf(StoreException.class);
    }

    @Test
    void threadsShareAStore() {
        boolean right = IntStream.range(0, 400).parallel().allMatch(i -> {
            put(key("r" + i % 3, i), value("v" + i));
            return value("v" + i).equals(store.read(key("r" + i % 3, i)));
        });

        assertThat(right).isTrue();
        assertThat(store.regions().stream().mapToLong(StoreRegion::entries).sum())
                .isEqualTo(400);
    }

    /** Limits and the order in which values go. */
    @Nested
    class Limits extends StoreLimitsContract {
        Limits() {
            super(StoreContract.this);
        }
    }

    /** The right to load a key. */
    @Nested
    class LeasesOfKeys extends StoreLeaseContract {
        LeasesOfKeys() {
            super(StoreContract.this);
        }
    }

    /** Rows that are shown. */
    @Nested
    class Scans extends StoreScanContract {
        Scans() {
            super(StoreContract.this);
        }
    }

    StoreSettings settings(String name, StoreLimits limits) {
        return StoreSettings.at(folder.resolve(name).toString()).limits(limits).ticker(ticker);
    }

    List<StoreKey> rows() {
        List<StoreKey> found = new ArrayList<>();
        store.scan(StoreScan.ALL, row -> found.add(row.key()));
        return found;
    }

    void put(StoreKey key, StoreValue value) {
        store.write(List.of(StoreChange.put(key, value)));
    }

    /** Returns the time in microseconds. */
    final long now() {
        Instant now = ticker.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /** Returns a value that was written now and has no end. */
    final StoreValue value(String text) {
        return StoreValue.of(bytes(text), FIRST);
    }

    /** Returns a key, equal for equal numbers. */
    static StoreKey key(String region, int number) {
        byte[] bytes = bytes("key %06d".formatted(number));
        return new StoreKey(region, bytes("digest %09d".formatted(number * 7_919L % 999_999_937)), bytes);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
