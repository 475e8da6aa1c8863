// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is closed while it is in use leaves no connection behind, and opens none any more. */
class SqliteCloseTest {
    private static final Path HANDLES = Path.of("/proc/self/fd");

    @TempDir
    private Path folder;

    @Test
    void readersOpenNothingOnceTheyAreClosed() throws SQLException {
        Readers readers = new Readers(database());

        long last = readers.read(sql -> {
            readers.close(); // meanwhile
            return sql.number("SELECT 42", 0);
        });

        assertThat(last).as("who reads already, reads on").isEqualTo(42);
        assertThatThrownBy(() -> readers.read(sql -> 1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void writerOpensNothingOnceItIsClosed() throws SQLException {
        Writer writer = new Writer(database(), new Regions(StoreLimits.NONE, Map.of()), () -> 1);
        writer.close();

        assertThatThrownBy(() -> writer.transact(transaction -> 1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> writer.direct(sql -> {}))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void storeThatIsClosedInMidReadLeavesNothingOpen() throws IOException {
        assumeTrue(Files.isDirectory(HANDLES), "only Linux tells of open files");
        SqliteStore store = SqliteStore.open(StoreSettings.at(file().toString()));
        store.write(List.of(StoreChange.put(Samples.key("own", 1), Samples.value(1))));
        assertThat(handles()).as("open files of the store").isPositive();

        assertThatThrownBy(() -> store.scan(StoreScan.ALL, row -> {
                    store.close();
                    return true;
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
        assertThatThrownBy(() -> store.read(Samples.key("own", 1))).isInstanceOf(StoreException.class);

        assertThat(handles()).as("open files of the store").isZero();
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return ""; // the one that the folder itself was read by
        }
    }

    private long handles() throws IOException {
        try (Stream<Path> all = Files.list(HANDLES)) {
            return all.map(SqliteCloseTest::target)
                    .filter(target -> target.startsWith(file().toString()))
                    .count();
        }
    }

    private Database database() {
        return new Database(StoreFile.at(file().toString()));
    }

    private Path file() {
        return folder.resolve("closed.db");
    }
}
