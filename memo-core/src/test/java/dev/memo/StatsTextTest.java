// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.testkit.FakeTicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics as Prometheus reads them. */
@Tag("parity-55")
class StatsTextTest {
    private static final String SAMPLE =
            "memo_[a-z_]+\\{(method|cache)=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\"} [0-9]+(\\.[0-9]+)?";

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();

    @TempDir
    private Path folder;

    @Test
    void aFigureIsAFamilyWithALinePerMethodAndCache() {
        Squares squares = memo.proxy(Squares.class, new Slow(ticker));
        squares.square(3L);
        squares.square(3L);
        memo.cache("users").put("k", "v");
        assertThat(memo.statsText()).contains("""
                # HELP memo_hits_total Lookups answered by a kept result.
                # TYPE memo_hits_total counter
                memo_hits_total{method="squares"} 1
                memo_hits_total{cache="users"} 0
                # HELP memo_misses_total""", """
                # TYPE memo_load_seconds_total counter
                memo_load_seconds_total{method="squares"} 0.0015
                """, """
                # TYPE memo_entries gauge
                memo_entries{method="squares"} 1
                memo_entries{cache="users"} 1
                """, "\nmemo_peak_entries{cache=\"users\"} 1\n");
    }

    @Test
    void eachFamilyAndEachSeriesIsThereOnceAndWellFormed() {
        Squares squares = memo.proxy(Squares.class, new Slow(ticker));
        squares.square(3L);
        squares.square(3);
        memo.cache("squares").put("k", "v");
        List<String> lines = memo.statsText().lines().toList();
        assertThat(lines).doesNotHaveDuplicates();
        List<String> samples =
                lines.stream().filter(line -> !line.startsWith("#")).toList();
        assertThat(samples).hasSize(26 * 2).allMatch(line -> line.matches(SAMPLE));
        assertThat(samples.stream().map(line -> line.substring(0, line.indexOf(' '))))
                .doesNotHaveDuplicates();
        assertThat(lines.stream().filter(line -> line.startsWith("# TYPE "))).hasSize(26);
        assertThat(samples).as("both methods of that name").contains("memo_loads_total{method=\"squares\"} 2");
    }

    @Test
    void namesAreEscaped() {
        memo.cache("a \"b\" \\ c\nd").put("k", "v");
        assertThat(memo.statsText())
                .contains("memo_puts_total{cache=\"a \\\"b\\\" \\\\ c\\nd\"} 1\n")
                .endsWith("\n");
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        Path file = folder.resolve("memo.prom");
        memo.cache("users").put("k", "v");
        memo.exportStats(file);
        memo.cache("users").put("j", "v");
        memo.exportStats(file);
        assertThat(file).content().isEqualTo(memo.statsText()).contains("memo_puts_total{cache=\"users\"} 2");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFolderThatIsMissingIsSaidAndNothingIsLeftBehind() throws IOException {
        assertThatThrownBy(() -> memo.exportStats(folder.resolve("none/memo.prom")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> memo.exportStats(folder)).isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        try (Stream<Path> beside = Files.list(folder.resolveSibling(""))) {
            assertThat(beside.filter(path -> path.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    interface Squares {
        @Cached(name = "squares")
        long square(long n);

        @Cached(name = "squares")
        long square(int n);
    }

    /** Takes a millisecond and a half. Thread-safe. */
    private record Slow(FakeTicker ticker) implements Squares {
        @Override
        public long square(long n) {
            ticker.advance(Duration.ofNanos(1_500_000));
            return n * n;
        }

        @Override
        public long square(int n) {
            return square((long) n);
        }
    }
}
