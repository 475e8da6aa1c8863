// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Memo;
import dev.memo.spi.StoreSettings;
import dev.memo.sqlite.CrashWorker.Kept;
import dev.memo.sqlite.CrashWorker.Promise;
import dev.memo.sqlite.CrashWorker.Results;
import dev.memo.sqlite.CrashWorker.Version;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A store after a crash, as the next program has it: what it does not remember is not there, and what it remembers is compared.
 * Confined to one thread.
 */
final class CrashFile implements AutoCloseable {
    private final Memo memo;
    private final Results results;

    private CrashFile(Memo memo) {
        this.memo = memo;
        this.results = memo.proxy(
                Results.class,
                new Kept(
                        number -> {
                            throw new Absent();
                        },
                        key -> {
                            throw new Absent();
                        }));
    }

    /** Opens a file, which must be sound. */
    static CrashFile open(Path file) {
        try (SqliteStore store = SqliteStore.open(StoreSettings.at(file.toString()))) {
            assertThat(store.ask(Upkeep::problems)).as("problems in the file").isEmpty();
        }
        return new CrashFile(CrashWorker.memo(file, Promise.BEHIND));
    }

    /** Returns whether a word is there; a wrong one is an error. */
    boolean hasWord(long number) {
        try {
            assertThat(results.word(number)).isEqualTo(CrashWorker.wordOf(number));
            return true;
        } catch (Absent e) {
            return false;
        }
    }

    /** Returns which version of a key is there, or null; a wrong one is an error. */
    @Nullable
    Long version(long key) {
        try {
            Version found = results.version(key);
            assertThat(found).isEqualTo(new Version(key, found.number()));
            return found.number();
        } catch (Absent e) {
            return null;
        }
    }

    @Override
    public void close() {
        memo.closeStores();
    }

    /** Says that a method had to run. */
    private static final class Absent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Absent() {
            super(null, null, false, false);
        }
    }
}
