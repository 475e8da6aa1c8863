// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.spi.LeftOut;
import dev.memo.spi.SnapshotException;
import dev.memo.testkit.FakeTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results that a file carries from one runtime to the next: until their end, and unless something newer is there. */
@Timeout(60)
@Tag("parity-58")
class SnapshotTest {
    private static final AtomicInteger LOADS = new AtomicInteger();

    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @BeforeEach
    void startAnew() {
        LOADS.set(0);
    }

    @Test
    void whatOneRuntimeHasLoadedTheNextOneFindsBeforeAndAfterItsFirstCall() {
        Run first = new Run();
        first.prices.price(42, "EUR");
        first.prices.price(43, "EUR");
        assertThat(first.prices.none(1)).isNull();
        assertThat(first.save().results()).isEqualTo(3);
        Run second = new Run();
        assertThat(second.load()).isEqualTo(new SnapshotReport(3, second.load().bytes(), Map.of()));
        assertThat(second.prices.price(42, "EUR")).isEqualTo(List.of("42 EUR"));
        assertThat(second.prices.price(42, "EUR")).isEqualTo(List.of("42 EUR"));
        assertThat(second.prices.none(1)).isNull();
        assertThat(LOADS).as("nothing was loaded again").hasValue(3);
        Run third = new Run();
        third.prices.price(1, "EUR");
        third.load();
        assertThat(third.prices.price(43, "EUR")).isEqualTo(List.of("43 EUR"));
        assertThat(LOADS).hasValue(4);
        assertThat(third.memo.method(Prices.class, "price").stats().hits()).isEqualTo(1);
    }

    @Test
    @Tag("parity-59")
    void timeGoesOnWhileTheProcessIsDown() {
        Run first = new Run();
        first.prices.price(42, "EUR");
        first.save();
        ticker.advance(Duration.ofMinutes(9));
        Run second = new Run();
        second.load();
        second.prices.price(42, "EUR");
        assertThat(LOADS).hasValue(1);
        ticker.advance(Duration.ofMinutes(1));
        second.prices.price(42, "EUR");
        assertThat(LOADS).as("its ttl goes on in the second runtime").hasValue(2);
    }

    @Test
    void whatHasEndedIsNeitherSavedNorLoadedNorServed() {
        Run first = new Run();
        first.prices.price(42, "EUR");
        first.save();
        Run waits = new Run();
        waits.load();
        ticker.advance(Duration.ofMinutes(10));
        waits.prices.price(42, "EUR");
        assertThat(LOADS).as("it has ended between load and call").hasValue(2);
        assertThat(new Run().load().leftOut(LeftOut.ENDED)).isEqualTo(1);
        assertThat(first.save().results()).isZero();
    }

    @Test
    void idleTimeGoesOnTooAndBeginsAnewWithACall() {
        Run first = new Run();
        first.prices.idle(1);
        first.save();
        ticker.advance(Duration.ofSeconds(59));
        Run second = new Run();
        second.load();
        second.prices.idle(1);
        ticker.advance(Duration.ofSeconds(59));
        second.prices.idle(1);
        assertThat(LOADS).hasValue(1);
        ticker.advance(Duration.ofSeconds(61));
        assertThat(new Run().load().leftOut(LeftOut.ENDED)).isEqualTo(1);
    }

    @Test
    void whatIsThereAlreadyIsNewerAndStays() {
        Run first = new Run();
        first.prices.counted(1);
        first.prices.counted(2);
        first.save();
        Run second = new Run();
        assertThat(second.prices.counted(1)).isEqualTo(3);
        SnapshotReport report = second.load();
        assertThat(report.results()).isEqualTo(1);
        assertThat(report.leftOut()).containsExactly(Map.entry(LeftOut.NEWER_THERE, 1L));
        assertThat(second.prices.counted(1)).isEqualTo(3);
        assertThat(second.prices.counted(2)).isEqualTo(2);
        second.memo.method(Prices.class, "counted").invalidate(1);
        assertThat(second.prices.counted(1))
                .as("what was left out does not come back")
                .isEqualTo(4);
    }

    @Test
    void invalidationsDropWhatNobodyHasAskedForYet() {
        Run first = new Run();
        for (int i = 1; i <= 4; i++) {
            first.prices.counted(i);
        }
        first.save();
        Run second = new Run();
        second.load();
        second.prices.counted(9);
        second.memo.method(Prices.class, "counted").invalidate(1);
        boolean unused = Memo.invalidateSoftly(() -> second.prices.counted(2));
        assertThat(second.prices.counted(1)).isEqualTo(6);
        assertThat(second.prices.counted(2)).isEqualTo(7);
        assertThat(second.prices.counted(3)).isEqualTo(3);
        second.memo.invalidateAll();
        assertThat(second.prices.counted(4)).isEqualTo(8);
    }

    @Test
    void whatNobodyHasAskedForIsCarriedOnForSevenSnapshots() {
        Run first = new Run();
        first.prices.counted(1);
        first.save();
        for (int i = 0; i < 7; i++) {
            Run next = new Run();
            assertThat(next.load().results()).isEqualTo(1);
            assertThat(next.save().results()).isEqualTo(1);
        }
        Run last = new Run();
        last.load();
        assertThat(last.save().leftOut()).containsExactly(Map.entry(LeftOut.ENDED, 1L));
        assertThat(last.prices.counted(1))
                .as("it is still there for this process")
                .isEqualTo(1);
        assertThat(last.save().results()).isEqualTo(1);
    }

    @Test
    void limitsHoldAndWhatIsUsedMostIsKept() {
        Run first = new Run();
        for (int i = 0; i < 20; i++) {
            first.prices.counted(i);
        }
        for (int i = 0; i < 5; i++) {
            first.prices.counted(7);
            first.prices.counted(11);
            first.prices.price(i, "EUR");
        }
        first.save();
        LOADS.set(100);
        Run second = new Run(builder -> builder.maxEntries(4));
        SnapshotReport report = second.load();
        assertThat(report.results()).isEqualTo(4);
        assertThat(report.leftOut(LeftOut.NO_ROOM)).isEqualTo(21);
        second.prices.counted(7);
        second.prices.counted(11);
        assertThat(LOADS).hasValue(100);
        for (int i = 100; i < 104; i++) {
            second.prices.counted(i);
        }
        assertThat(second.memo.stats().entries()).isLessThanOrEqualTo(4);
        assertThat(second.save().results())
                .as("what was not asked for has made room")
                .isEqualTo(4);
    }

    @Test
    void aMethodsOwnLimitHoldsForWhatIsBroughtBeforeAndAfterItsFirstCall() {
        Run first = new Run();
        first.prices.counted(1);
        for (int i = 0; i < 3; i++) {
            first.prices.few(i);
        }
        first.save();
        Run second = new Run();
        second.prices.few(77);
        assertThat(second.load().leftOut(LeftOut.NO_ROOM)).isEqualTo(1);
        assertThat(second.save().results()).isEqualTo(4);
    }

    @Test
    void whatCannotBeSavedIsLeftOutAndCounted() {
        Run run = new Run();
        run.prices.price(1, "EUR");
        run.prices.dependent(1);
        run.prices.of(new Named("me"));
        run.prices.any(1);
        assertThat(run.save().leftOut())
                .isEqualTo(Map.of(
                        LeftOut.TAGGED, 1L,
                        LeftOut.UNSTABLE_KEY, 1L,
                        LeftOut.NOT_ENCODABLE, 1L));
    }

    @Test
    void resultsOfOtherCodeAreNotServed() {
        Run first = new Run();
        Source early = first.memo.proxy(Source.class, new Early());
        assertThat(early.of(1)).isEqualTo("early 1");
        assertThat(first.save().results()).isEqualTo(1);
        Run same = new Run();
        same.load();
        assertThat(same.memo.proxy(Source.class, new Early()).of(1)).isEqualTo("early 1");
        assertThat(LOADS).hasValue(1);
        Run other = new Run();
        other.load();
        assertThat(other.memo.proxy(Source.class, new Late()).of(1)).isEqualTo("late 1");
        Run both = new Run();
        both.memo.proxy(Source.class, new Early()).of(1);
        both.memo.proxy(Source.class, new Late()).of(2);
        assertThat(both.save().leftOut(LeftOut.UNKNOWN_CODE)).isEqualTo(2);
    }

    @Test
    void onlyTheOwnerMayReadTheFile() throws IOException {
        Run run = new Run();
        run.prices.price(1, "EUR");
        long bytes = run.save().bytes();
        assertThat(Files.size(run.file)).isEqualTo(bytes);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(run.file);
        }
    }

    @Test
    void whereNothingCanBeWrittenTheOldFileStays() throws IOException {
        Run run = new Run();
        Path there = folder.resolve("none").resolve("results.memo");
        assertThatThrownBy(() -> run.memo.save(there))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("memo.save(" + there + "): it cannot be written, found no folder " + there.getParent()
                        + ". Name a file in a folder that is there, may be written to, and has room.");
        Path taken = folder.resolve("taken");
        Path unused = Files.createDirectories(taken.resolve("inside"));
        assertThatThrownBy(() -> run.memo.save(taken))
                .hasMessageStartingWith("memo.save(" + taken + "): it cannot be written, found a folder. Name a file")
                .isInstanceOfSatisfying(
                        SnapshotException.class,
                        e -> assertThat(e.kind()).isEqualTo(SnapshotException.Kind.UNWRITABLE));
        assertThat(folder).isDirectoryNotContaining(each -> !each.equals(taken));
    }

    /** What is remembered here. */
    static class Prices {
        @Cached(ttl = "10m", receiver = Receiver.IGNORE)
        List<String> price(long product, String currency) {
            LOADS.incrementAndGet();
            List<String> price = new ArrayList<>();
            price.add(product + " " + currency);
            return price;
        }

        @Cached(ttl = "10m", receiver = Receiver.IGNORE)
        @Nullable
        String none(long product) {
            LOADS.incrementAndGet();
            return null;
        }

        @Cached(idle = "1m", receiver = Receiver.IGNORE)
        int idle(int key) {
            return LOADS.incrementAndGet();
        }

        @Cached(receiver = Receiver.IGNORE)
        int counted(int key) {
            return LOADS.incrementAndGet();
        }

        @Cached(receiver = Receiver.IGNORE, maxEntries = 3)
        int few(int key) {
            return key;
        }

        @Cached(receiver = Receiver.IGNORE, dependencies = true)
        int dependent(int key) {
            return counted(key);
        }

        @Cached(receiver = Receiver.IGNORE)
        int of(Object key) {
            return 1;
        }

        @Cached(receiver = Receiver.IGNORE)
        Object any(int key) {
            return new Undeclared(key, 2);
        }
    }

    /** A class that the method's result does not name. */
    record Undeclared(int one, int other) {}

    /** Equal as it says itself, so that nobody knows what by. */
    static final class Named {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Named named && name.equals(named.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** What runs is one of two. */
    interface Source {
        @Cached(receiver = Receiver.IGNORE)
        String of(int key);
    }

    /** One way. */
    static final class Early implements Source {
        @Override
        public String of(int key) {
            LOADS.incrementAndGet();
            return "early " + key;
        }
    }

    /** Another one. */
    static final class Late implements Source {
        @Override
        public String of(int key) {
            return "late " + key;
        }
    }

    /** One run of a program. */
    private final class Run {
        final Path file = folder.resolve("results.memo");
        final Memo memo;
        final Prices prices;

        Run() {
            this(builder -> builder);
        }

        Run(UnaryOperator<MemoBuilder> settings) {
            memo = settings.apply(Memo.builder().ticker(ticker)).build();
            prices = memo.proxy(Prices.class, new Prices());
        }

        SnapshotReport save() {
            return memo.save(file);
        }

        SnapshotReport load() {
            return memo.load(file);
        }
    }
}
