// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.link.StoreChoice;
import dev.memo.link.StoreChoice.Life;
import dev.memo.link.StoreChoice.Writes;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StorePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a builder is told of stores, and what it refuses. */
class DiskSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsLeftOutIsTheDefault() {
        assertThat(DiskSettings.at(Path.of("memo.db")).choice()).isEqualTo(StoreChoice.at("memo.db"));
    }

    @Test
    void allSettingsReachTheEngine() {
        DiskSettings settings = DiskSettings.at(Path.of("memo.db"))
                .maxBytes(1 << 20)
                .maxEntries(7)
                .policy(StorePolicy.FIFO)
                .writeThrough()
                .ttl(Duration.ofHours(1))
                .idle(Duration.ofMinutes(1))
                .compressFrom(512)
                .key(Path.of("k"));
        StoreLimits limits = StoreLimits.NONE.maxBytes(1 << 20).maxEntries(7).policy(StorePolicy.FIFO);
        Life life = new Life(3_600_000_000_000L, 60_000_000_000L);
        assertThat(settings.choice()).isEqualTo(new StoreChoice("memo.db", "k", Writes.THROUGH, limits, life, 512));
    }

    @Test
    void settingsThatOthersWereMadeOfStayAsTheyWere() {
        DiskSettings plain = DiskSettings.at(Path.of("memo.db"));
        assertThat(plain.maxEntries(7).choice()).isNotEqualTo(plain.choice());
        assertThat(plain.choice()).isEqualTo(StoreChoice.at("memo.db"));
    }

    @Test
    void whatIsWrongIsSaidAllAtOnce() {
        MemoBuilder builder = Memo.builder()
                .store("my.disk", Path.of("a.db"))
                .store(
                        "disk",
                        DiskSettings.at(Path.of("a.db"))
                                .maxBytes(0)
                                .maxEntries(-1)
                                .ttl(Duration.ZERO))
                .store("twice", Path.of("b.db"))
                .store("twice", Path.of("c.db"))
                .store("closed", DiskSettings.at(Path.of("d.db")).key(folder.resolve("missing")))
                .store("small", DiskSettings.at(Path.of("e.db")).compressFrom(0))
                .maxEntries(0);
        assertThatThrownBy(builder::build)
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("store must be the name of a store, was \"my.disk\".")
                .hasMessageContaining("store \"disk\": ttl must be positive, was PT0S. Leave it out for no limit.")
                .hasMessageContaining("store \"disk\": maxBytes must be at least 1, was 0. Leave it out for no limit.")
                .hasMessageContaining("store \"disk\": maxEntries must be at least 1, was -1.")
                .hasMessageContaining("store must be set once, was set again for \"twice\". Keep one of them.")
                .hasMessageContaining("store \"closed\": key " + folder.resolve("missing") + ": the key cannot be read")
                .hasMessageContaining("store \"small\": compressFrom must be at least 1, was 0. Leave it out for no")
                .hasMessageContaining("maxEntries must be at least 1, was 0.");
    }

    @Test
    @SuppressWarnings({"DataFlowIssue", "NullAway"}) // nulls are what is tested
    void nullsAreRefused() {
        MemoBuilder builder = Memo.builder()
                .store(null, Path.of("a.db"))
                .store("disk", (DiskSettings) null)
                .store("other", (Path) null)
                .store("third", DiskSettings.at(Path.of("a.db")).policy(null).key(null));
        assertThatThrownBy(builder::build)
                .hasMessageContaining("store must not be null, was null. Name it as methods do, such as \"disk\".")
                .hasMessageContaining("settings of a store must not be null, was null. Pass the file.")
                .hasMessageContaining("store \"other\": file must not be null, was null. Name the file of the store.")
                .hasMessageContaining("store \"third\": policy must not be null, was null. Leave it out for LRU.")
                .hasMessageContaining(
                        "store \"third\": key must not be null, was null. Leave it out for no encryption.");
    }

    @Test
    void aKeyThatIsThereIsTaken() throws IOException {
        Path key = Files.write(folder.resolve("key"), new byte[32]);
        if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(DiskSettings.at(folder.resolve("a.db")).key(key).problems()).isEmpty();
    }
}
