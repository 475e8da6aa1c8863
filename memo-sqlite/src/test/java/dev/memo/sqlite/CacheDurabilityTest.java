// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Cache;
import dev.memo.Memo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a cache whose store is written through has acknowledged is there after its process was killed. */
@Tag("parity-44")
@Tag("parity-57")
@Timeout(600)
class CacheDurabilityTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedSurvivesAKill() throws Exception {
        Path file = folder.resolve("values.db");
        WorkerProcess worker = WorkerProcess.start(CacheWorker.class, file.toString());
        worker.awaitLine("gone 8");
        List<String> said = worker.kill();

        Memo memo = Memo.builder().store("disk", file).build();
        Cache<Integer, String> cache = memo.cache("texts", CacheWorker.SETTINGS);
        int last = 0;
        for (String line : said) {
            if (line.matches("ack all \\d+")) {
                last = Integer.parseInt(line.substring(8));
                for (int key = last + 1; key < last + 4; key++) {
                    assertThat(cache.get(key)).isEqualTo(CacheWorker.value(key));
                }
            } else if (line.matches("gone \\d+")) {
                assertThat(cache.get(Integer.parseInt(line.substring(5)))).isNull();
            }
        }
        assertThat(last).isGreaterThanOrEqualTo(44);
        int next = last + 4;
        assertThat(cache.getAll(List.of(next + 1, next + 2, next + 3)))
                .as("of what was not acknowledged, all is there or nothing")
                .satisfiesAnyOf(
                        all -> assertThat(all).isEmpty(), all -> assertThat(all).hasSize(3));
        memo.closeStores();
    }
}
