// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.DiskSettings;
import dev.memo.Memo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A sound file of a program's results. Immutable; the arrays are not changed.
 *
 * @param database the file once it was closed
 * @param databaseWithLog the file while it was open
 * @param log what was beside it then
 */
// the arrays are this class's own
@SuppressWarnings("ArrayRecordComponent")
record Stored(byte[] database, byte[] databaseWithLog, byte[] log) {
    private static final AtomicReference<@Nullable Throwable> FAILED = new AtomicReference<>();
    private static final Path KEY = key();

    private static Path key() {
        try {
            Path key = Scratch.file("key");
            Files.write(key, new byte[32], StandardOpenOption.CREATE_NEW);
            return Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a file, and makes sure that the next program takes its results from there. */
    static Stored make(Path file, boolean sealed) {
        try {
            Memo memo = memo(file, sealed);
            Program.stored(memo, "").ask(true);
            byte[] open = Files.readAllBytes(file);
            byte[] log = Files.readAllBytes(file.resolveSibling(file.getFileName() + "-wal"));
            memo.closeStores();
            byte[] closed = Files.readAllBytes(file);
            requireOfUse(use(file, sealed, ""));
            return new Stored(closed, open, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Else the target would see nothing but misses. */
    static void requireOfUse(long hits) {
        if (hits != Program.RESULTS) {
            throw new Found("a sound file from which " + hits + " of " + Program.RESULTS + " results are taken");
        }
    }

    private static Memo memo(Path file, boolean sealed) {
        DiskSettings disk = DiskSettings.at(file).writeThrough().compressFrom(100);
        return Memo.builder().store("disk", sealed ? disk.key(KEY) : disk).build();
    }

    /**
     * Runs an edition of the program with a file; returns how many results were taken from there.
     *
     * @param sealed whether results are encrypted, so that no other than these may ever come of it
     */
    static long use(Path file, boolean sealed, String edition) {
        Memo memo = memo(file, sealed);
        Program.stored(memo, edition).ask(sealed);
        memo.closeStores();
        Throwable e = FAILED.getAndSet(null);
        if (e != null) {
            throw new AssertionError("a thread has ended", e);
        }
        return memo.stats().storeHits();
    }

    /** Notes what a thread of Memo's has ended with. */
    static void failed(Throwable e) {
        FAILED.set(e);
    }
}
