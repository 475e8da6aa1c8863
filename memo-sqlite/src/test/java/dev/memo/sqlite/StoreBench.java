// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures the store beside bare SQLite, all in one run, so that ratios can be read; run by hand: values are all different,
 * since SQLite does not write a page again that has not changed. Confined to one thread.
 */
final class StoreBench {
    private static final int BATCH = 500;
    private static final int ROUNDS = 9;

    private final Random random = new Random(1);
    private final Path folder;
    private final SqliteStore store;

    private StoreBench(Path folder) {
        this.folder = folder;
        this.store =
                SqliteStore.open(StoreSettings.at(folder.resolve("bench.db").toString()));
    }

    /** Arguments: an empty folder on the disk to measure, and how many rows the large store has. */
    public static void main(String[] arguments) throws Exception {
        StoreBench bench = new StoreBench(Files.createDirectories(Path.of(arguments[0])));
        bench.measure(Integer.parseInt(arguments[1]));
    }

    private void measure(int large) throws Exception {
        int small = 10_000;
        fill(0, small);
        double insertSmall = insert(small, small);
        reads(small);
        writes(1_000_000_000);
        fill(2 * small, large);
        double insertLarge = insert(large, small);
        System.out.printf(
                "insert, batches of %d: %.1f us at %d rows, %.1f us at %d rows: %.2fx%n",
                BATCH, insertSmall, small, insertLarge, large, insertLarge / insertSmall);
        reads(large);
        store.close();
        opening(large);
    }

    private void opening(int rows) throws IOException {
        long start = System.nanoTime();
        try (SqliteStore again = SqliteStore.open(StoreSettings.at(file().toString()))) {
            boolean hit = again.read(key(rows / 2)) != null;
            System.out.printf(
                    "opening %d rows, %d MiB, to the first hit (%s): %.1f ms%n",
                    rows, Files.size(file()) >> 20, hit, (System.nanoTime() - start) / 1e6);
        }
    }

    private void reads(int rows) throws SQLException {
        double[] ours = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        double[] perCall = new double[ROUNDS];
        try (Sql sql = new Database(StoreFile.at(file().toString())).open()) {
            for (int round = 0; round < ROUNDS; round++) {
                ours[round] = time(4_000, () -> require(store.read(key(random.nextInt(rows))) != null));
                bare[round] = time(4_000, () -> require(select(sql, key(random.nextInt(rows))).length == 1_024));
                perCall[round] = time(60, () -> selectOnItsOwn(key(random.nextInt(rows))));
            }
        }
        double reference = median(bare);
        System.out.printf(
                "read at %d rows: store %.1f us, bare prepared SELECT %.1f us: %.2fx; a connection per call %.0f us: %.0fx the store's%n",
                rows,
                median(ours),
                reference,
                median(ours) / reference,
                median(perCall),
                median(perCall) / median(ours));
    }

    private static byte[] select(Sql sql, StoreKey key) throws SQLException {
        PreparedStatement select = sql.prepare("SELECT value FROM entry WHERE region = ? AND digest = ?");
        select.setLong(1, 1);
        select.setBytes(2, key.digest());
        try (ResultSet row = select.executeQuery()) {
            require(row.next());
            return row.getBytes(1);
        }
    }

    private void selectOnItsOwn(StoreKey key) throws SQLException {
        try (Sql sql = new Database(StoreFile.at(file().toString())).open()) {
            require(select(sql, key).length == 1_024);
        }
    }

    private void writes(int first) throws SQLException {
        int[] next = {first};
        double[] alone = new double[ROUNDS];
        double[] batched = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            alone[round] = time(200, () -> store.write(List.of(put(next[0]++))));
            batched[round] = time(4, () -> {
                        store.write(puts(next[0], BATCH));
                        next[0] += BATCH;
                    })
                    / BATCH;
        }
        System.out.printf(
                "write: a transaction per put %.1f us, batches of %d %.1f us: %.1fx%n",
                median(alone), BATCH, median(batched), median(alone) / median(batched));
    }

    private double insert(int from, int count) {
        long start = System.nanoTime();
        fill(from, from + count);
        return (System.nanoTime() - start) / 1e3 / count;
    }

    private void fill(int from, int to) {
        for (int i = from; i < to; i += BATCH) {
            store.write(puts(i, Math.min(BATCH, to - i)));
        }
    }

    private List<StoreChange> puts(int from, int count) {
        List<StoreChange> changes = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            changes.add(put(i));
        }
        return changes;
    }

    private StoreChange put(int number) {
        byte[] bytes = new byte[1_024];
        random.nextBytes(bytes);
        return StoreChange.put(key(number), StoreValue.of(bytes, number).endingAt(StoreValue.NEVER - 1));
    }

    private static StoreKey key(int number) {
        return Samples.key("bench", number);
    }

    private Path file() {
        return folder.resolve("bench.db");
    }

    private static double time(int times, Step step) throws SQLException {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            step.run();
        }
        return (System.nanoTime() - start) / 1e3 / times;
    }

    private static double median(double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("what was put is not there");
        }
    }

    /** What is timed. */
    private interface Step {
        void run() throws SQLException;
    }
}
