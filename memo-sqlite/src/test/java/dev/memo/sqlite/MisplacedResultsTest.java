// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.DiskSettings;
import dev.memo.Memo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is found by the cache that has put it, and by no other, whatever becomes of the file, with a seal and without. */
@Timeout(60)
@Tag("parity-60")
@Tag("parity-61")
class MisplacedResultsTest {
    private static final CacheSettings<Integer, String> TEXTS =
            CacheSettings.<Integer, String>of().store("disk", String.class);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void valueOfAnotherCacheIsAMiss(boolean sealed) throws IOException {
        DiskSettings disk = DiskSettings.at(folder.resolve("memo.db")).writeThrough();
        DiskSettings settings = sealed ? disk.key(key()) : disk;
        Memo first = Memo.builder().store("disk", settings).build();
        first.cache("prices", TEXTS).put(1, "a price");
        first.cache("rebates", TEXTS).put(1, "a rebate");
        first.cache("others", TEXTS).put(1, "another");
        first.closeStores();
        swapPricesAndRebates();

        Memo next = Memo.builder().store("disk", settings).build();
        Cache<Integer, String> prices = next.cache("prices", TEXTS);
        assertThat(prices.get(1)).isNull();
        assertThat(next.cache("rebates", TEXTS).get(1)).isNull();
        assertThat(next.cache("others", TEXTS).get(1))
                .as("nothing was done to it")
                .isEqualTo("another");
        assertThat(prices.stats().storeDiscards()).isEqualTo(1);
        next.closeStores();
    }

    private void swapPricesAndRebates() {
        try (Tampered file = Tampered.open(folder.resolve("memo.db"))) {
            file.run(
                    "UPDATE region SET name = 'aside ' || replace(name, 'prices', 'rebates') WHERE name LIKE '%prices%'");
            file.run("UPDATE region SET name = replace(name, 'rebates', 'prices')"
                    + " WHERE name LIKE '%rebates%' AND name NOT LIKE 'aside %'");
            file.run("UPDATE region SET name = substr(name, 7) WHERE name LIKE 'aside %'");
        }
    }

    private Path key() throws IOException {
        Path key = Files.write(folder.resolve("key"), new byte[32]);
        return Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }
}
