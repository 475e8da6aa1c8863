// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.DiskSettings;
import dev.memo.Memo;
import dev.memo.annotation.Cached;
import dev.memo.annotation.Receiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A sound file of a program's results, which are encrypted, so that no other than these may ever come of it. Immutable; the
 * arrays are not changed.
 *
 * @param database the file once it was closed
 * @param databaseWithLog the file while it was open
 * @param log what was beside it then
 */
// the arrays are this class's own
@SuppressWarnings("ArrayRecordComponent")
record Stored(byte[] database, byte[] databaseWithLog, byte[] log) {
    private static final int WORDS = 3;
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
    static Stored make(Path file) {
        try {
            Memo memo = memo(file);
            ask(memo);
            byte[] open = Files.readAllBytes(file);
            byte[] log = Files.readAllBytes(file.resolveSibling(file.getFileName() + "-wal"));
            memo.closeStores();
            byte[] closed = Files.readAllBytes(file);
            if (use(file) != WORDS) {
                throw new Found("the sound file is of no use");
            }
            return new Stored(closed, open, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Memo memo(Path file) {
        DiskSettings disk = DiskSettings.at(file).key(KEY).writeThrough();
        return Memo.builder().store("disk", disk).build();
    }

    /** Runs a program with a file; returns how many results were taken from there. */
    static long use(Path file) {
        Memo memo = memo(file);
        ask(memo);
        memo.closeStores();
        Throwable e = FAILED.getAndSet(null);
        if (e != null) {
            throw new AssertionError("a thread has ended", e);
        }
        return memo.stats().storeHits();
    }

    private static void ask(Memo memo) {
        Words words = memo.proxy(Words.class, new Answers());
        for (int i = 0; i < WORDS; i++) {
            if (!words.word(i).equals(wordOf(i))) {
                throw new Found("a wrong value");
            }
        }
    }

    /** Notes what a thread of Memo's has ended with. */
    static void failed(Throwable e) {
        FAILED.set(e);
    }

    private static String wordOf(int number) {
        return "word " + number + " ".repeat(40 * number);
    }

    /** What is remembered. */
    interface Words {
        String word(int number);
    }

    /** The program's method. Stateless. */
    record Answers() implements Words {
        @Override
        @Cached(store = "disk", receiver = Receiver.IGNORE)
        public String word(int number) {
            return wordOf(number);
        }
    }
}
