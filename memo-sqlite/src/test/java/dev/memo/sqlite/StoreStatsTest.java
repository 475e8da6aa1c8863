// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.DiskSettings;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import dev.memo.spi.Stats;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreValue;
import dev.memo.testkit.FakeTicker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is counted of the store. */
@Timeout(300)
@Tag("parity-53")
class StoreStatsTest {
    private static final AtomicInteger LOADS = new AtomicInteger();

    @TempDir
    Path folder;

    private final FakeTicker ticker = new FakeTicker();

    @BeforeEach
    void startAnew() {
        LOADS.set(0);
        try (Program<Words> run = run()) {
            run.calls.word(1);
            run.calls.word(1);
            run.calls.word(2);
            Stats stats = run.stats();
            assertThat(List.of(stats.storeHits(), stats.storeMisses(), stats.storeWrites(), stats.storeDiscards()))
                    .containsExactly(0L, 2L, 2L, 0L);
        }
    }

    @Test
    void aLookupThatTheStoreAnswersIsAHitThere() {
        try (Program<Words> run = run()) {
            run.calls.word(1);
            run.calls.word(1);
            run.calls.word(3);
            Stats stats = run.stats();
            assertThat(List.of(stats.storeHits(), stats.storeMisses(), stats.storeWrites(), stats.storeDiscards()))
                    .containsExactly(1L, 1L, 1L, 0L);
            assertThat(List.of(stats.hits(), stats.misses(), stats.loads())).containsExactly(2L, 1L, 1L);
            run.memo.resetStats();
            assertThat(run.stats().storeHits()).isZero();
        }
    }

    @Test
    @Tag("parity-15")
    void aDamagedResultIsCountedRemovedAndLoadedAnew() {
        damage();
        try (Program<Words> run = run()) {
            assertThat(run.calls.word(1)).isEqualTo("word 1");
            assertThat(run.calls.word(2)).isEqualTo("word 2");
            assertThat(LOADS).hasValue(4);
            Stats stats = run.stats();
            assertThat(List.of(stats.storeHits(), stats.storeMisses(), stats.storeWrites(), stats.storeDiscards()))
                    .containsExactly(0L, 2L, 2L, 2L);
            assertThat(run.memo.statsText())
                    .contains("memo_store_discards_total{method=\"StoreStatsTest.Words.word\"} 2\n")
                    .contains("memo_store_misses_total{method=\"StoreStatsTest.Words.word\"} 2\n")
                    .contains("memo_store_writes_total{method=\"StoreStatsTest.Words.word\"} 2\n")
                    .contains("memo_store_hits_total{method=\"StoreStatsTest.Words.word\"} 0\n");
        }
        try (Program<Words> run = run()) {
            run.calls.word(1);
            assertThat(run.stats().storeHits()).isEqualTo(1);
        }
    }

    private void damage() {
        StoreSettings settings =
                StoreSettings.at(folder.resolve("words.db").toString()).ticker(ticker);
        try (SqliteStore store = SqliteStore.open(settings)) {
            List<StoreRow> rows = new ArrayList<>();
            long shown = store.scan(StoreScan.ALL.withValues(), rows::add);
            assertThat(shown).isEqualTo(2);
            for (StoreRow row : rows) {
                StoreValue value = row.value();
                byte[] bytes = value.bytes().clone();
                bytes[bytes.length / 2] ^= 1;
                StoreValue damaged = StoreValue.of(bytes, value.writtenAtMicros())
                        .withFingerprint(value.fingerprint()); // else it would be swept as another program's
                assertThat(store.write(List.of(StoreChange.put(row.key(), damaged)))
                                .rejected())
                        .isEmpty();
            }
        }
    }

    private Program<Words> run() {
        return Program.start(Words.class, new Words(), DiskSettings.at(folder.resolve("words.db")), ticker);
    }

    /** Words that are remembered beyond the process. */
    static class Words {
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        String word(int number) {
            LOADS.incrementAndGet();
            return "word " + number;
        }
    }
}
