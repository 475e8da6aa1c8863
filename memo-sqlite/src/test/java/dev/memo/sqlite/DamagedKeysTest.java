// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.spi.StoreScan;
import dev.memo.spi.Ticker;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows whose keys cannot be any are passed over, and go like others; {@code ./fuzz} has found what became of them before. */
@Timeout(60)
@Tag("parity-60")
class DamagedKeysTest {
    private static final CacheSettings<Integer, String> TEXTS =
            CacheSettings.<Integer, String>of().store("disk", String.class);

    @TempDir
    private Path folder;

    @BeforeEach
    void damage() {
        Memo memo = memo(3);
        Cache<Integer, String> cache = memo.cache("texts", TEXTS);
        for (int i = 1; i <= 3; i++) {
            cache.put(i, "text " + i);
        }
        memo.closeStores();
        try (Tampered file = Tampered.open(folder.resolve("memo.db"))) {
            file.run("UPDATE entry SET digest = x'01020304' WHERE id = (SELECT min(id) FROM entry)");
        }
    }

    @Test
    void scanPassesOver() {
        try (Upkeep upkeep = Upkeep.open(folder.resolve("memo.db"), Ticker.system())) {
            assertThat(upkeep.scan(StoreScan.ALL, row -> true)).isEqualTo(2);
            assertThat(upkeep.scan(StoreScan.ALL.hottest(10), row -> true)).isEqualTo(2);
        }
    }

    @Test
    void scanGoesOnAfterAPageOfThem() {
        Memo memo = memo(1_000);
        Cache<Integer, String> cache = memo.cache("texts", TEXTS);
        for (int i = 4; i <= 600; i++) {
            cache.put(i, "text " + i);
        }
        memo.closeStores();
        try (Tampered file = Tampered.open(folder.resolve("memo.db"))) {
            file.run(
                    "UPDATE entry SET digest = randomblob(5) WHERE id IN (SELECT id FROM entry ORDER BY id LIMIT 590)");
        }
        try (Upkeep upkeep = Upkeep.open(folder.resolve("memo.db"), Ticker.system())) {
            assertThat(upkeep.scan(StoreScan.ALL, row -> true)).isEqualTo(10);
        }
    }

    @Test
    void evictionTakesThemAlong() {
        Memo memo = memo(2);
        Cache<Integer, String> cache = memo.cache("texts", TEXTS);
        cache.put(4, "text 4"); // throws if it could not be written
        cache.put(5, "text 5");
        memo.closeStores();
        try (Upkeep upkeep = Upkeep.open(folder.resolve("memo.db"), Ticker.system())) {
            assertThat(upkeep.entries()).isEqualTo(2);
            assertThat(upkeep.scan(StoreScan.ALL, row -> true)).isEqualTo(2);
        }
    }

    private Memo memo(long most) {
        DiskSettings disk =
                DiskSettings.at(folder.resolve("memo.db")).writeThrough().maxEntries(most);
        return Memo.builder().store("disk", disk).build();
    }
}
