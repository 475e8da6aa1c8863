// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLease;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several JVMs on one file, some of which are killed. Confined to one thread, beside those JVMs. */
@Tag("parity-65")
class SqliteProcessesTest {
    private static final int KILLS = Integer.getInteger("memo.kills", 4);
    private static final int STORM = Integer.getInteger("memo.storm", 100);

    @TempDir
    private Path folder;

    @Test
    void processesThatWriteAtOnceLoseAndMixUpNothing() throws Exception {
        List<WorkerProcess> workers = start("storm", 3, STORM);
        for (WorkerProcess worker : workers) {
            assertThat(worker.awaitLine("done")).isEqualTo("done " + 3 * STORM);
            assertThat(worker.await()).isZero();
        }

        try (SqliteStore store = open()) {
            for (int id = 0; id < 9; id++) {
                for (int i = 0; i < STORM; i++) {
                    requireValue(store, "own", id * StoreWorker.STRIDE + i, "storm");
                }
            }
            assertThat(store.ask(Upkeep::problems)).isEmpty();
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesKills() throws Exception {
        long seed = Long.getLong("memo.seed", System.nanoTime());
        for (int round = 0; round < KILLS; round += 2) {
            Random random = new Random(seed + round);
            List<WorkerProcess> workers = start("write", 2, 900_000, round);
            List<String> said = new ArrayList<>();
            for (WorkerProcess worker : workers) {
                for (int acks = 1 + random.nextInt(200); acks > 0; acks--) {
                    worker.awaitLine("ack");
                }
                said.addAll(worker.kill());
            }
            requireAcknowledged(said, "seed " + seed + ", round " + round);
        }
    }

    private void requireAcknowledged(List<String> said, String what) {
        assertThat(said).as(what).isNotEmpty();
        try (SqliteStore store = open()) {
            for (String line : said) {
                if (line.matches("ack \\d+")) { // the last one may be torn
                    requireValue(store, "own", Long.parseLong(line.substring(4)), what);
                }
            }
            for (int shared = 0; shared < 20; shared++) {
                StoreValue value = store.read(Samples.key("shared", shared));
                assertThat(value == null || Samples.isValueOf(shared, value))
                        .as(what)
                        .isTrue();
            }
            assertThat(store.ask(Upkeep::problems)).as(what).isEmpty();
        }
    }

    @Test
    void oneProcessAtATimeHasTheLease() throws Exception {
        List<WorkerProcess> workers = start("count", 3, 25);
        for (WorkerProcess worker : workers) {
            assertThat(worker.awaitLine("done")).isEqualTo("done 75");
            assertThat(worker.await()).isZero();
        }

        try (SqliteStore store = open()) {
            StoreValue counter = store.read(Samples.key("counter", 0));
            assertThat(counter == null ? 0 : ByteBuffer.wrap(counter.bytes()).getLong())
                    .isEqualTo(3 * 75);
        }
    }

    @Test
    void leaseOfAKilledProcessIsTakenOverAtOnce() throws Exception {
        WorkerProcess holder = start("hold", 1, 1).get(0);
        assertThat(holder.awaitLine("held")).isEqualTo("held true");
        StoreKey key = Samples.key("held", 1);
        try (SqliteStore store = open()) {
            StoreLease refused = store.tryLease(key, "heir", Duration.ofSeconds(5));
            assertThat(refused.granted()).isFalse();
            assertThat(refused.owner()).isEqualTo("holder");

            holder.kill();

            StoreLease taken = store.tryLease(key, "heir", Duration.ofSeconds(5));
            assertThat(taken.granted())
                    .as("its lease would have lasted ten minutes")
                    .isTrue();
            assertThat(taken.token()).isGreaterThan(refused.token());
        }
    }

    private List<WorkerProcess> start(String what, int processes, int times) throws IOException {
        return start(what, processes, times, 0);
    }

    private List<WorkerProcess> start(String what, int processes, int times, int first) throws IOException {
        List<WorkerProcess> started = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            started.add(WorkerProcess.start(what, file(), first + i, times));
        }
        return started;
    }

    private static void requireValue(SqliteStore store, String region, long number, String what) {
        StoreValue value = store.read(Samples.key(region, number));
        if (value == null || !Samples.isValueOf(number, value)) {
            throw new AssertionError(what + ": of " + region + " " + number + " there is " + value);
        }
    }

    private SqliteStore open() {
        return SqliteStore.open(StoreSettings.at(file().toString()));
    }

    private Path file() {
        return folder.resolve("shared.db");
    }
}
