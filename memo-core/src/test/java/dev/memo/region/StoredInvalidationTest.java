// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.region.SharingRuntime.Kind;
import dev.memo.spi.RemovalCause;
import dev.memo.spi.StoreSettings;
import dev.memo.testkit.FakeTicker;
import dev.memo.testkit.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a load that began before an invalidation gives the store in the middle of it is not promoted to stay.
 *
 * <p>Everything happens on one thread, at the moments at which an invalidation lets others do something: when it compares
 * keys, asks a condition, or tells of what it has removed. First the old loads land, then somebody asks anew.
 */
@Timeout(60)
@Tag("parity-57")
class StoredInvalidationTest {
    private static final int OTHERS = 300;
    private static final int LATE = 20;

    private final FakeTicker ticker = new FakeTicker();
    private final InMemoryStore store =
            new InMemoryStore(StoreSettings.at("heap").ticker(ticker));
    private final Freshness keeps = new Freshness(
            Duration.ofHours(2).toNanos(),
            Freshness.RETRY_NANOS,
            0,
            0,
            new Freshness.Patience(0, 0),
            new Freshness.Lives("", 0, 0, List.of(), 0));

    /** The loads that began before. */
    private final List<Flight> loading = new ArrayList<>();

    /** What was asked for in the middle, and what that gave. */
    private final Map<Object, @Nullable Object> asked = new LinkedHashMap<>();

    private SharingRuntime runtime = open(Freshness.NONE);

    static Stream<Arguments> drops() {
        return Stream.of(
                way("invalidateAll", test -> test.runtime.region.invalidateAll()),
                way("outdateAll", test -> test.runtime.region.outdating().outdateAll()),
                way("invalidateIf", test -> test.runtime.region.invalidateIf(e -> test.landsFirst())),
                way("clear", test -> new Writes(test.runtime.region).clear()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drops")
    void dropsOfAll(String name, Consumer<StoredInvalidationTest> drop) throws Throwable {
        fill();

        drop.accept(this);

        nothingOldIsThere();
    }

    @Test
    void allAreMadeStaleWhileSomeAreEvicted() throws Throwable {
        runtime = open(keeps);
        fill();
        Set<Object> stale = new LinkedHashSet<>();

        int unused = runtime.region.outdating().outdateIf(e -> {
            boolean landed = landsFirst();
            stale.forEach(this::evictAndAsk);
            stale.clear();
            Object part = ((TextKey) e).part;
            return landed && (!isLate(part) || asked.containsKey(part) || stale.add(part));
        });

        nothingOldIsThere();
    }

    @Test
    void whatOnlyTheStoreHasIsNotPromotedWhileAConditionIsAsked() throws InterruptedException {
        assertThat(runtime.call("late", () -> "old")).isEqualTo("old");
        runtime.flush();
        assertThat(store.read(SharingRuntime.key("late"))).isNotNull();
        runtime = open(Freshness.NONE);
        assertThat(runtime.call("other", () -> "value")).isEqualTo("value");

        int unused = runtime.region.invalidateIf(e -> {
            ask("late");
            return true;
        });

        assertThat(asked).containsKey("late");
        assertThat(runtime.call("late", () -> "new")).isNotEqualTo("old");
    }

    @Test
    void oneKeyThatIsDropped() throws Throwable {
        loading.add((Flight) Objects.requireNonNull(runtime.region.begin(new TextKey(new Part("late")))));
        Part key = new Part("late");
        key.compared = this::land;
        key.told = () -> ask(new Part("late"));

        assertThat(runtime.region.invalidate(new TextKey(key))).isTrue();

        nothingOldIsThere();
    }

    @Test
    void oneKeyThatIsMadeStale() throws Throwable {
        runtime = open(keeps);
        loading.add((Flight) Objects.requireNonNull(runtime.region.begin(new TextKey(new Part("late")))));
        Part key = new Part("late");
        key.compared = this::land;
        key.told = () -> evictAndAsk(new Part("late"));

        assertThat(runtime.region.outdating().outdate(new TextKey(key))).isTrue();

        nothingOldIsThere();
    }

    @ParameterizedTest
    @MethodSource("softly")
    void aTag(boolean softly) throws Throwable {
        runtime = new SharingRuntime(
                store, ticker, Kind.of(Barrier.KEY, Waiting.DEFAULT, keeps).tagged((e, value) -> List.of("tag")));
        loading.add((Flight) Objects.requireNonNull(runtime.region.begin(new TextKey("late"))));
        runtime.heap.tellOfTags(tag -> {
            if (loading.isEmpty()) {
                evictAndAsk("late");
            }
            long unused = runtime.tags.invalidate(tag);
            land();
        });

        runtime.heap.invalidateTag("tag", softly);

        nothingOldIsThere();
    }

    static Stream<Boolean> softly() {
        return Stream.of(false, true);
    }

    private SharingRuntime open(Freshness freshness) {
        return new SharingRuntime(
                store, ticker, Kind.of(Barrier.KEY, Waiting.DEFAULT, freshness).hearing(this::removed));
    }

    /** Has many values, and loads under way, most of them for keys that the sweep does not come to at once. */
    private void fill() throws Throwable {
        for (int i = 0; i < OTHERS; i++) {
            String value = "value " + i;
            assertThat(runtime.call("other " + i, () -> value)).isEqualTo(value);
        }
        for (int i = 0; i < LATE; i++) {
            loading.add((Flight) Objects.requireNonNull(runtime.region.begin(new TextKey("late " + i))));
        }
    }

    private void removed(Entry e, Object stored, RemovalCause cause) {
        Object part = ((TextKey) e).part;
        if (cause == RemovalCause.INVALIDATED || cause == RemovalCause.CLEARED) {
            land();
            if (!runtime.region.settings.freshness().ages() && isLate(part) && !(part instanceof Part)) {
                ask(part);
            }
        }
    }

    private boolean landsFirst() {
        land();
        return true;
    }

    private void land() {
        List<Flight> landing = new ArrayList<>(loading);
        loading.clear();
        landing.forEach(flight -> flight.accept("old", null));
    }

    private void evictAndAsk(Object part) {
        Entry e = runtime.region.ledger.table.find(new TextKey(part));
        if (e != null) {
            runtime.region.clear(e);
        }
        ask(part);
    }

    /** Asks once. */
    private void ask(Object part) {
        if (!asked.containsKey(part)) {
            asked.put(part, "nothing yet"); // an entry of the same key may leave while this is answered
            asked.put(part, runtime.call(part, () -> "loaded meanwhile"));
        }
    }

    private void nothingOldIsThere() {
        assertThat(asked.values())
                .as("the store had an old value in the middle")
                .contains("old");
        asked.keySet()
                .forEach(part -> assertThat(runtime.call(part, () -> "new"))
                        .as("%s", part)
                        .isNotEqualTo("old"));
    }

    private static boolean isLate(Object part) {
        return part.toString().startsWith("late");
    }

    private static Arguments way(String name, Consumer<StoredInvalidationTest> drop) {
        return Arguments.of(name, drop);
    }

    /** A part of a key that has something done when it is compared, and when the store is told of it for the second time. */
    private static final class Part {
        private final String text;
        private Runnable compared = () -> {};
        private Runnable told = () -> {};
        private int tellings;

        Part(String text) {
            this.text = text;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof Part part)) {
                return false;
            }
            part.compared.run();
            return text.equals(part.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            tellings++;
            if (tellings == 2) {
                told.run();
            }
            return text;
        }
    }
}
