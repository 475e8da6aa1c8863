// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.DiskSettings;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.testkit.FakeTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Loads of all kinds look in the store first, and leave their results there. */
@Timeout(300)
@Tag("parity-57")
class StoreLoadsTest {
    private static final AtomicInteger LOADS = new AtomicInteger();
    private static final List<Collection<Integer>> ASKED = new ArrayList<>();

    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @BeforeEach
    void startAnew() {
        LOADS.set(0);
        ASKED.clear();
        Loads.broken = false;
        Loads.self = null;
    }

    @Test
    @Tag("parity-43")
    void manyKeysAtOnce() {
        try (Program<Loads> run = run()) {
            run.calls.prices(List.of(1, 2));
        }
        try (Program<Loads> run = run()) {
            assertThat(run.calls.prices(List.of(1, 2, 3))).isEqualTo(Map.of(1, "price 1", 2, "price 2", 3, "price 3"));
            assertThat(run.calls.price(2)).isEqualTo("price 2");
            assertThat(run.stats().storeHits()).isEqualTo(2);
        }
        try (Program<Loads> run = run()) {
            assertThat(run.calls.price(3)).isEqualTo("price 3");
            assertThat(run.calls.prices(List.of(1, 3))).isEqualTo(Map.of(1, "price 1", 3, "price 3"));
        }
        assertThat(ASKED).containsExactly(List.of(1, 2), List.of(3));
        assertThat(LOADS).hasValue(0);
    }

    @Test
    void anOutcomeWithoutWaiting() {
        try (Program<Loads> run = run()) {
            assertThat(run.calls.later(1).join()).containsExactly("later 1");
        }
        try (Program<Loads> run = run()) {
            CompletableFuture<List<String>> first = run.calls.later(1);
            CompletableFuture<List<String>> second = run.calls.later(1);
            assertThat(first).isCompletedWithValue(List.of("later 1")).isNotSameAs(second);
            assertThat(second).isCompletedWithValue(List.of("later 1"));
            assertThat(run.stats().storeHits()).isEqualTo(1);
        }
        assertThat(LOADS).hasValue(1);
    }

    @Test
    void aRefreshedResultTakesThePlaceOfTheStoredOne() {
        try (Program<Loads> run = run()) {
            assertThat(run.calls.refreshed(1)).isEqualTo("load 1");
            ticker.advance(Duration.ofMinutes(6));
            run.calls.refreshed(1);
        }
        try (Program<Loads> run = run()) {
            assertThat(run.calls.refreshed(1)).isEqualTo("load 2");
            ticker.advance(Duration.ofMinutes(4));
            assertThat(run.calls.refreshed(1)).isEqualTo("load 2");
        }
        assertThat(LOADS).hasValue(2);
    }

    @Test
    void theAgeThatARefreshGoesByGoesOnWhileTheProgramIsDown() {
        try (Program<Loads> run = run()) {
            run.calls.refreshed(1);
        }
        ticker.advance(Duration.ofMinutes(4));
        try (Program<Loads> run = run()) {
            run.calls.refreshed(1);
            assertThat(LOADS).hasValue(1);
            ticker.advance(Duration.ofMinutes(2));
            assertThat(run.calls.refreshed(1)).as("served, and renewed").isEqualTo("load 1");
            assertThat(LOADS).hasValue(2);
        }
    }

    @Test
    @Tag("parity-59")
    void aStaleResultServesWhereTheMethodFails() {
        try (Program<Loads> run = run()) {
            assertThat(run.calls.kept(1)).isEqualTo("load 1");
        }
        ticker.advance(Duration.ofMinutes(30));
        Loads.broken = true;
        try (Program<Loads> run = run()) {
            assertThat(run.calls.kept(1)).isEqualTo("load 1");
            assertThat(LOADS).as("it was tried").hasValue(2);
            assertThat(run.calls.kept(1)).isEqualTo("load 1");
            assertThat(run.stats().staleServes()).isEqualTo(2);
            Loads.broken = false;
            ticker.advance(Duration.ofMinutes(1));
            assertThat(run.calls.kept(1)).isEqualTo("load 3");
        }
        Loads.broken = true;
        try (Program<Loads> run = run()) {
            assertThat(run.calls.kept(1)).as("the new one was stored").isEqualTo("load 3");
            assertThat(LOADS).hasValue(3);
        }
    }

    @Test
    @Tag("parity-59")
    void aStaleResultDoesNotServeBeyondItsTime() {
        try (Program<Loads> run = run()) {
            run.calls.kept(1);
        }
        Loads.broken = true;
        ticker.advance(Duration.ofHours(1).minus(Duration.ofNanos(1_000)));
        try (Program<Loads> run = run()) {
            assertThat(run.calls.kept(1)).isEqualTo("load 1");
            ticker.advance(Duration.ofNanos(1_000));
            assertThatThrownBy(() -> run.calls.kept(1)).hasMessage("broken");
        }
        try (Program<Loads> run = run()) {
            assertThatThrownBy(() -> run.calls.kept(1)).hasMessage("broken");
        }
    }

    @Test
    @Tag("parity-59")
    void aResultWithALifeOfItsOwnHasItInTheNextRun() {
        try (Program<Loads> run = run()) {
            run.calls.lived(5);
        }
        ticker.advance(Duration.ofMinutes(4));
        try (Program<Loads> run = run()) {
            run.calls.lived(5);
            assertThat(LOADS).hasValue(1);
            ticker.advance(Duration.ofMinutes(1));
            run.calls.lived(5);
            assertThat(LOADS).hasValue(2);
        }
    }

    @Test
    @Tag("parity-59")
    void nullIsStoredForAsLongAsItLives() {
        try (Program<Loads> run = run()) {
            assertThat(run.calls.none(1)).isNull();
        }
        try (Program<Loads> run = run()) {
            assertThat(run.calls.none(1)).isNull();
            assertThat(LOADS).hasValue(1);
            ticker.advance(Duration.ofMinutes(1));
            assertThat(run.calls.none(1)).isNull();
            assertThat(LOADS).hasValue(2);
        }
    }

    @Test
    void failuresAreRememberedInTheHeapOnly() {
        Loads.broken = true;
        try (Program<Loads> run = run()) {
            assertThatThrownBy(() -> run.calls.failing(1)).hasMessage("broken");
            assertThatThrownBy(() -> run.calls.failing(1)).hasMessage("broken");
            assertThat(LOADS).hasValue(1);
        }
        try (Program<Loads> run = run()) {
            assertThatThrownBy(() -> run.calls.failing(1)).hasMessage("broken");
            assertThat(LOADS).hasValue(2);
        }
    }

    @Test
    void aResultOfAStoredOneIsFreshNoLongerThanThat() {
        try (Program<Loads> run = run()) {
            run.calls.inner(1);
        }
        ticker.advance(Duration.ofMinutes(8));
        try (Program<Loads> run = run()) {
            Loads.self = run.calls;
            run.calls.outer(1);
            ticker.advance(Duration.ofMinutes(1));
            run.calls.outer(1);
            assertThat(LOADS).hasValue(2);
        }
        ticker.advance(Duration.ofMinutes(1));
        try (Program<Loads> run = run()) {
            Loads.self = run.calls;
            run.calls.outer(1);
            assertThat(LOADS).as("both").hasValue(4);
        }
    }

    private Program<Loads> run() {
        return Program.start(Loads.class, new Loads(), DiskSettings.at(folder.resolve("loads.db")), ticker);
    }

    record Lived(int number, Duration life) {}

    /** Methods of all kinds. */
    static class Loads {
        static volatile boolean broken;
        static volatile @Nullable Loads self;

        @Cached(store = "disk", receiver = Receiver.IGNORE)
        String price(int number) {
            LOADS.incrementAndGet();
            return "price " + number;
        }

        @Cached(each = true, of = "price")
        Map<Integer, String> prices(Collection<Integer> numbers) {
            ASKED.add(List.copyOf(numbers));
            Map<Integer, String> prices = new LinkedHashMap<>();
            numbers.forEach(number -> prices.put(number, "price " + number));
            return prices;
        }

        @Cached(store = "disk", receiver = Receiver.IGNORE)
        CompletableFuture<List<String>> later(int number) {
            LOADS.incrementAndGet();
            return CompletableFuture.completedFuture(new ArrayList<>(List.of("later " + number)));
        }

        @Cached(ttl = "1h", refresh = "5m", store = "disk")
        String refreshed(int number) {
            return load();
        }

        @Cached(ttl = "10m", keep = "1h", retry = "1m", store = "disk", receiver = Receiver.IGNORE)
        String kept(int number) {
            return load();
        }

        @Cached(ttl = "1h", ttlFrom = "life", store = "disk", receiver = Receiver.IGNORE)
        Lived lived(int minutes) {
            LOADS.incrementAndGet();
            return new Lived(minutes, Duration.ofMinutes(minutes));
        }

        @Cached(ttl = "1h", nullTtl = "1m", store = "disk", receiver = Receiver.IGNORE)
        @Nullable
        String none(int number) {
            LOADS.incrementAndGet();
            return null;
        }

        @Cached(failures = IllegalStateException.class, failureTtl = "10m", store = "disk", receiver = Receiver.IGNORE)
        String failing(int number) {
            return load();
        }

        @Cached(ttl = "10m", store = "disk", receiver = Receiver.IGNORE)
        String inner(int number) {
            return load();
        }

        @Cached(ttl = "1h", store = "disk", receiver = Receiver.IGNORE)
        String outer(int number) {
            LOADS.incrementAndGet();
            return "outer of " + (self == null ? "" : self.inner(number));
        }

        private static String load() {
            int number = LOADS.incrementAndGet();
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return "load " + number;
        }
    }
}
