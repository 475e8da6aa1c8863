// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.MemoizedMethodHandle;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.testkit.FakeTicker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results that outlive their runtime: what one has loaded, the next one finds, until its end and unless it is invalidated. */
@Timeout(60)
class StoredResultsTest {
    private static final AtomicInteger LOADS = new AtomicInteger();

    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @BeforeEach
    void startAnew() {
        LOADS.set(0);
    }

    @Test
    @Tag("parity-57")
    void whatOneRuntimeHasLoadedTheNextOneFinds() {
        try (Run first = new Run()) {
            assertThat(first.prices.price(42, "EUR")).isEqualTo(List.of("42 EUR"));
            assertThat(first.prices.price(43, "EUR")).isEqualTo(List.of("43 EUR"));
            assertThat(first.prices.none(1)).isNull();
        }
        assertThat(LOADS).hasValue(3);
        try (Run second = new Run()) {
            assertThat(second.prices.price(42, "EUR")).isEqualTo(List.of("42 EUR"));
            assertThat(second.prices.price(42, "EUR")).isEqualTo(List.of("42 EUR"));
            assertThat(second.prices.none(1)).isNull();
            assertThat(LOADS).as("nothing was loaded again").hasValue(3);
            assertThat(second.prices.price(42, "USD")).isEqualTo(List.of("42 USD"));
            assertThat(LOADS).hasValue(4);
        }
    }

    @Test
    @Tag("parity-57")
    void whatHasEndedMeanwhileIsLoadedAgain() {
        try (Run first = new Run()) {
            first.prices.price(42, "EUR");
        }
        ticker.advance(Duration.ofMinutes(9));
        try (Run second = new Run()) {
            second.prices.price(42, "EUR");
            assertThat(LOADS).hasValue(1);
            ticker.advance(Duration.ofMinutes(1));
            second.prices.price(42, "EUR");
            assertThat(LOADS).as("its ttl goes on in the second heap").hasValue(2);
        }
    }

    @Test
    void whatWasInvalidatedIsLoadedAgainAfterARestartToo() {
        try (Run first = new Run()) {
            first.prices.price(42, "EUR");
            first.prices.price(43, "EUR");
            first.method("price").invalidate(42L, "EUR");
        }
        try (Run second = new Run()) {
            second.prices.price(42, "EUR");
            assertThat(LOADS).hasValue(3);
            second.prices.price(43, "EUR");
            assertThat(LOADS).hasValue(3);
            second.method("price").invalidateAll();
            second.prices.price(43, "EUR");
            assertThat(LOADS).hasValue(4);
        }
    }

    @Test
    void aFileThatIsNoStoreCostsTheTierAndNoCall() throws Exception {
        Files.writeString(folder.resolve("results.db"), "somebody's diary, which is not to be touched");
        try (Run runtime = new Run()) {
            assertThat(runtime.prices.price(42, "EUR")).isEqualTo(List.of("42 EUR"));
            assertThat(runtime.prices.price(42, "EUR")).isEqualTo(List.of("42 EUR"));
            assertThat(LOADS).as("the heap goes on").hasValue(1);
        }
        assertThat(Files.readString(folder.resolve("results.db"))).startsWith("somebody's diary");
    }

    @Test
    void compressedResultsTakeLessAndAreReadWithAnySetting() {
        Path plain = folder.resolve("plain.db");
        Path compressed = folder.resolve("compressed.db");
        long bytes = storedBytes(plain, DiskSettings.at(plain));
        assertThat(storedBytes(compressed, DiskSettings.at(compressed).compressFrom(1_000)))
                .isLessThan(bytes / 5);
        LOADS.set(0);

        try (Program<Texts> later = Program.start(Texts.class, new Texts(), DiskSettings.at(compressed), ticker)) {
            assertThat(later.calls.text(7)).isEqualTo(new Texts().text(7));
            assertThat(LOADS).as("the comparison's own").hasValue(1);
        }
    }

    private long storedBytes(Path file, DiskSettings disk) {
        try (Program<Texts> program = Program.start(Texts.class, new Texts(), disk, ticker)) {
            program.calls.text(7);
        }
        try (Upkeep upkeep = Upkeep.open(file, ticker)) {
            return upkeep.regions().get(0).bytes();
        }
    }

    /** Long texts. */
    static class Texts {
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        String text(int lines) {
            LOADS.incrementAndGet();
            return "What is said again and again takes little room.\n".repeat(lines * 100);
        }
    }

    /** Prices that are remembered beyond the process. */
    static class Prices {
        @Cached(ttl = "10m", store = "disk", receiver = Receiver.IGNORE)
        List<String> price(long product, String currency) {
            LOADS.incrementAndGet();
            List<String> price = new ArrayList<>();
            price.add(product + " " + currency);
            return price;
        }

        @Cached(ttl = "10m", store = "disk", receiver = Receiver.IGNORE)
        @Nullable
        String none(long product) {
            LOADS.incrementAndGet();
            return null;
        }
    }

    /** One run of a program. */
    private final class Run implements AutoCloseable {
        private final Memo memo = Memo.builder()
                .ticker(ticker)
                .store("disk", folder.resolve("results.db"))
                .build();
        private final Prices prices = memo.proxy(Prices.class, new Prices());

        private MemoizedMethodHandle method(String name) {
            return memo.method(Prices.class, name);
        }

        @Override
        public void close() {
            memo.closeStores();
        }
    }
}
