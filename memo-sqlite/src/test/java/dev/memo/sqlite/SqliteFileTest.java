// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import dev.memo.spi.StoreProvider;
import dev.memo.spi.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a store makes of files that are not as they should be, and of their permissions. Confined to one thread. */
class SqliteFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("deeper/store.db");
    }

    @Test
    void providerIsFoundByItsType() {
        assertThat(ServiceLoader.load(StoreProvider.class))
                .extracting(StoreProvider::type)
                .contains("sqlite");
    }

    @Test
    void fileThatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "The quick brown fox jumps over the lazy dog. ".repeat(100));

        assertThat(refusal()).isEqualTo(Kind.NOT_A_STORE);

        assertThat(file).content().startsWith("The quick brown fox");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void databaseOfAnotherProgramIsRefusedAndLeftAlone() throws Exception {
        Files.createDirectories(file.getParent());
        change(sql -> sql.run("CREATE TABLE precious (id INTEGER)"));
        byte[] before = Files.readAllBytes(file);

        assertThat(refusal()).isEqualTo(Kind.NOT_A_STORE);

        assertThat(file).hasBinaryContent(before);
    }

    @Test
    @Tag("parity-60")
    void newerFormatIsRefusedAndLeftAlone() throws Exception {
        open().close();
        change(sql -> sql.run("PRAGMA user_version = " + (Schema.FORMAT + 1)));

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NEWER_FORMAT))
                .hasMessageContaining("in format 3, and this one knows 2");
        assertThat(file).exists();
    }

    @Test
    void olderFormatIsBegunAnew() throws Exception {
        try (SqliteStore store = open()) {
            assertThat(kindOfWrite(store, 1)).isNull();
        }
        change(sql -> {
            sql.run("ALTER TABLE entry RENAME COLUMN life TO lives");
            sql.run("PRAGMA user_version = 1");
        });

        try (SqliteStore again = open()) {
            assertThat(again.read(Samples.key("a", 1))).isNull();
            assertThat(kindOfWrite(again, 2)).isNull();
            assertThat(again.read(Samples.key("a", 2))).isNotNull();
        }
    }

    @Test
    void folderAndPlaceThatCannotBeAreRefused() throws IOException {
        Files.createDirectories(file);
        assertThat(refusal()).isEqualTo(Kind.NOT_A_STORE);

        Path plain = Files.createFile(folder.resolve("plain"));
        file = plain.resolve("below/store.db");
        assertThat(refusal()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyButTheOwnerMayReadTheFiles() throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-")));
        try (SqliteStore store = open()) {
            store.write(List.of(StoreChange.put(Samples.key("a", 1), Samples.value(1))));

            try (Stream<Path> files = Files.list(file.getParent())) {
                assertThat(files.toList())
                        .hasSize(3)
                        .allSatisfy(each -> assertThat(permissions(each)).isEqualTo("rw-------"));
            }
        }
        file = folder.resolve("new/folder/store.db");
        open().close();
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("new/folder"))).isEqualTo("rwx------");
    }

    @Test
    void fullDiskStopsWritesAndNotReadsUntilThereIsRoom() {
        try (SqliteStore store = open()) {
            store.write(List.of(StoreChange.put(Samples.key("a", 0), Samples.value(0))));
            store.direct(sql -> sql.run("PRAGMA max_page_count = 40"));
            int written = 1;
            @Nullable Kind kind = null;
            for (int i = 1; kind == null; i++) {
                kind = kindOfWrite(store, i);
                written = i;
            }

            assertThat(kind).isEqualTo(Kind.FULL);
            assertThat(Kind.FULL.over()).isFalse();
            assertThat(store.read(Samples.key("a", written))).isNull();
            assertThat(store.read(Samples.key("a", written - 1))).isNotNull();
            // the connection that was in trouble has been replaced, and with it the limit that stands for the disk's
            assertThat(kindOfWrite(store, written)).isNull();
            assertThat(store.ask(Upkeep::problems)).isEmpty();
        }
    }

    @Test
    void fileThatMayNotBeWrittenIsSaidToBeSo() {
        try (SqliteStore store = open()) {
            store.direct(sql -> sql.run("PRAGMA query_only = 1"));

            assertThat(kindOfWrite(store, 1)).isEqualTo(Kind.READ_ONLY);
        }
    }

    @Test
    void fileThatWasDeletedInUseIsNoticedAndOpenedAnew() throws IOException {
        SqliteStore store = open();
        Files.delete(file);

        assertThatThrownBy(() -> store.sweep(1))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind().over()).isTrue());
        assertThatThrownBy(() -> store.read(Samples.key("a", 1))).isInstanceOf(StoreException.class);
        store.close();

        try (SqliteStore again = open()) {
            assertThat(kindOfWrite(again, 1)).isNull();
        }
    }

    @Test
    void storeLeavesNoDriverBehind() {
        long before = DriverManager.drivers().count();
        open().close();

        assertThat(DriverManager.drivers().count()).isEqualTo(before);
    }

    private Kind refusal() {
        try {
            open().close();
            throw new AssertionError("it was opened");
        } catch (StoreException e) {
            assertThat(e).hasMessageMatching("(?s).+: .+, .+\\. .+\\.|(?s).+: .+\\. .+\\.");
            return e.kind();
        }
    }

    private static @Nullable Kind kindOfWrite(SqliteStore store, int number) {
        try {
            store.write(List.of(StoreChange.put(Samples.key("a", number), Samples.value(number))));
            return null;
        } catch (StoreException e) {
            return e.kind();
        }
    }

    private void change(Writer.Direct change) throws SQLException {
        try (Sql sql = new Database(StoreFile.at(file.toString())).open()) {
            change.run(sql);
        }
    }

    private SqliteStore open() {
        return SqliteStore.open(StoreSettings.at(file.toString()));
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
