// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.testkit.FakeTicker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results that are too large for the heap are in the store only, and served from there. */
@Timeout(300)
@Tag("parity-31")
class StoreHeapLimitTest {
    private static final int SMALL = 10;
    private static final int LARGE = 5_000;
    private static final AtomicInteger LOADS = new AtomicInteger();
    private static final AtomicInteger LENGTH = new AtomicInteger();

    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @BeforeEach
    void startAnew() {
        LOADS.set(0);
    }

    @Test
    void aLargeResultIsReadFromTheStoreEachTimeAndIsNeverInTheHeap() {
        LENGTH.set(LARGE);
        try (Program<Texts> run = run()) {
            byte[] first = run.calls.text(1);
            byte[] second = run.calls.text(1);
            byte[] third = run.calls.text(1);
            assertThat(LOADS).hasValue(1);
            assertThat(third).hasSize(LARGE).isEqualTo(first).isNotSameAs(second);
            assertThat(run.stats().storeHits()).isEqualTo(2);
            assertThat(run.stats().hits()).isEqualTo(2);
            assertThat(run.stats().misses()).isEqualTo(1);
            assertThat(run.stats().entries()).isZero();
        }
        try (Program<Texts> run = run()) {
            assertThat(run.calls.text(1)).hasSize(LARGE);
            assertThat(run.stats().entries()).isZero();
            assertThat(LOADS).hasValue(1);
        }
    }

    @Test
    void aSmallOneIsInBoth() {
        LENGTH.set(SMALL);
        try (Program<Texts> run = run()) {
            run.calls.text(1);
            run.calls.text(1);
            assertThat(run.stats().storeHits()).isZero();
            assertThat(run.stats().entries()).isEqualTo(1);
        }
    }

    @Test
    void oneThatGrowsLeavesTheHeapAndOneThatShrinksComesIn() {
        LENGTH.set(SMALL);
        try (Program<Texts> run = run()) {
            run.calls.text(1);
            LENGTH.set(LARGE);
            assertThat(Memo.refresh(() -> run.calls.text(1))).hasSize(LARGE);
            assertThat(run.stats().entries()).isZero();
            assertThat(run.calls.text(1)).hasSize(LARGE);
            LENGTH.set(SMALL);
            assertThat(Memo.refresh(() -> run.calls.text(1))).hasSize(SMALL);
            assertThat(run.stats().entries()).isEqualTo(1);
            assertThat(run.calls.text(1)).hasSize(SMALL);
            assertThat(LOADS).hasValue(3);
        }
        try (Program<Texts> run = run()) {
            assertThat(run.calls.text(1)).hasSize(SMALL);
            assertThat(LOADS).hasValue(3);
        }
    }

    @Test
    void whatIsRenewedAndTooLargeTakesTheOldOneAlong() {
        LENGTH.set(SMALL);
        try (Program<Texts> run = run()) {
            run.calls.renewed(1);
            LENGTH.set(LARGE);
            ticker.advance(Duration.ofMinutes(2));
            run.calls.renewed(1); // which renews it on this thread
            assertThat(run.calls.renewed(1)).hasSize(LARGE);
            assertThat(LOADS).hasValue(2);
            assertThat(run.stats().entries()).isZero();
        }
    }

    private Program<Texts> run() {
        return Program.start(Texts.class, new Texts(), DiskSettings.at(folder.resolve("texts.db")), ticker);
    }

    /** Texts of a length that a test sets. */
    static class Texts {
        @Cached(store = "disk", receiver = Receiver.IGNORE, maxHeapBytes = "1KB")
        byte[] text(int number) {
            LOADS.incrementAndGet();
            return new byte[LENGTH.get()];
        }

        @Cached(ttl = "10m", refresh = "1m", store = "disk", maxHeapBytes = "1KB")
        byte[] renewed(int number) {
            LOADS.incrementAndGet();
            return new byte[LENGTH.get()];
        }
    }
}
