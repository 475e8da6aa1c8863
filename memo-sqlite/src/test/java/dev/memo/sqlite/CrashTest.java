// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.sqlite.CrashWorker.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two JVMs write to one file and are killed at random moments: one while the other goes on, both at once, or one that is just
 * opening the file. The file is sound each time, has no wrong value, and has lost no more than was promised.
 *
 * <p>A third JVM is ready to take the place of one that is killed. Confined to one thread, beside those JVMs.
 */
@Tag("parity-65")
@Timeout(3_600)
class CrashTest {
    /** Of all modes together. */
    private static final int KILLS = Integer.getInteger("memo.kills", 200);

    private static final long SEED = Long.getLong("memo.seed", System.nanoTime());

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final CrashLosses losses = new CrashLosses();
    private final List<Long> kept = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();
    private Promise promise = Promise.THROUGH;
    private int started;
    private int kills;

    @AfterEach
    void killAll() throws Exception {
        for (Writer writer : writers) {
            writer.process.kill();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"THROUGH", "BEHIND"})
    void killsLoseNoMoreThanWasPromised(Promise promised) throws Exception {
        begin(promised);
        try {
            while (kills < KILLS / 2) {
                kill();
            }
            try (CrashFile file = CrashFile.open(store())) {
                assertThat(kept).as("what was there once stays").allMatch(file::hasWord);
            }
        } catch (AssertionError e) {
            throw new AssertionError("-Dmemo.seed=" + SEED + ", after " + kills + " kills: " + e.getMessage(), e);
        }
        System.out.printf("%d kills, %s, seed %d: %s%n", kills, promised, SEED, losses);
        assertThat(losses.kept()).as("the writers did something").isGreaterThan(kills);
    }

    /** The test can fail: a writer that counts on a result before it is stored is found out. */
    @Test
    void whoPromisesTooEarlyIsFound() throws Exception {
        begin(Promise.EARLY);

        AssertionError found = null;
        while (found == null && kills < 40) {
            try {
                kill();
            } catch (AssertionError e) {
                found = e;
            }
        }

        assertThat(found).hasMessageMatching("word \\d+ is lost, noted as done .*EARLY");
    }

    private void begin(Promise promised) throws IOException {
        promise = promised;
        for (int i = 0; i < 3; i++) {
            writers.add(start());
        }
        writers.get(0).go();
        writers.get(1).go();
    }

    /** Kills one of the two that work, or both, sees what is left, and has others go on. */
    private void kill() throws Exception {
        int kind = random.nextInt(6);
        Writer victim = writers.get(0);
        Writer other = writers.get(1);
        other.awaitBytes(1);
        if (kind > 0) { // else it is killed while it opens the file, or has just done so
            victim.awaitBytes(1 + random.nextInt(6_000));
        }
        LockSupport.parkNanos(random.nextInt((int) TimeUnit.MILLISECONDS.toNanos(kind > 0 ? 10 : 80)));
        end(victim);
        if (kind == 1) {
            end(other);
            writers.add(start());
        }
        writers.add(start());
        compare(kind == 1 ? List.of(victim, other) : List.of(victim));
        for (int i = 0; i < 2; i++) {
            writers.get(i).go();
        }
        if (random.nextBoolean()) {
            writers.add(0, writers.remove(1));
        }
    }

    private void end(Writer writer) throws Exception {
        List<String> unused = writer.process.kill();
        writers.remove(writer);
        kills++;
    }

    private void compare(List<Writer> killed) throws IOException {
        try (CrashFile file = CrashFile.open(store())) {
            for (Writer writer : killed) {
                CrashNotes notes = CrashNotes.of(writer.notes, promise);
                losses.add(notes.compare(file));
                kept.addAll(notes.kept(file));
            }
        }
    }

    private Writer start() throws IOException {
        started++;
        Path notes = folder.resolve("notes-" + started);
        return new Writer(
                WorkerProcess.start(
                        CrashWorker.class, promise.name(), store().toString(), "" + started, notes.toString()),
                notes);
    }

    private Path store() {
        return folder.resolve("crash.db");
    }

    /** A JVM with the notes that it leaves. */
    private static final class Writer {
        final WorkerProcess process;
        final Path notes;
        private boolean going;

        Writer(WorkerProcess process, Path notes) {
            this.process = process;
            this.notes = notes;
        }

        /** Has it begin, if it has not. */
        void go() throws IOException {
            if (!going) {
                String unused = process.awaitLine("ready");
                process.tell("");
                going = true;
            }
        }

        void awaitBytes(long bytes) throws IOException {
            while (Files.size(notes) < bytes) {
                if (!process.isAlive()) {
                    throw new IOException("the process ended by itself");
                }
                LockSupport.parkNanos(200_000);
            }
        }
    }
}
