// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import dev.memo.bench.probe.Report;
import dev.memo.spi.Store;
import java.nio.file.Path;

/**
 * Whether a large store is slower: inserts into one of a million rows and one of ten thousand, in turns, and how long it
 * takes from opening the large one to the first hit. Confined to one thread.
 */
public final class StoreSize {
    private static final int SMALL = 10_000;
    private static final int INSERTS = 5 * Rows.BATCH;
    private static final int LARGE = 1_000_000;
    private static final int LARGE_QUICK = 200_000;
    private static final double MILLIS = 1e6;

    private StoreSize() {}

    /**
     * Measures.
     *
     * @param args how often a program is started, the effort
     */
    public static void main(String[] args) throws Exception {
        boolean quick = args[1].equals("quick");
        int large = quick ? LARGE_QUICK : LARGE;
        Path folder = Rows.folder();
        Rows rows = new Rows();
        Rounds rounds = new Rounds();
        long[] next = {large, 0};
        Path many = folder.resolve("many.db");
        put(rows, many, 0, large);
        put(rows, few(folder, next), 0, SMALL);
        rounds.addMany("memo few", INSERTS, () -> put(rows, few(folder, next), SMALL, SMALL + INSERTS))
                .addMany("memo many", INSERTS, () -> put(rows, many, next[0], next[0] + INSERTS))
                .then(() -> {
                    next[0] += INSERTS;
                    next[1]++;
                    put(rows, few(folder, next), 0, SMALL);
                })
                .play(3, quick ? 5 : 15);
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            open(many, rows.below(large));
        }
    }

    /** Puts rows into a file, and closes it, so that what was put off is done. */
    private static void put(Rows rows, Path file, long from, long to) {
        try (Store store = Rows.open(file)) {
            rows.fill(store, from, to);
        }
    }

    /** Returns the file of this round, which begins with ten thousand rows. */
    private static Path few(Path folder, long[] next) {
        return folder.resolve("few-" + next[1] + ".db");
    }

    private static void open(Path file, int number) {
        long began = System.nanoTime();
        try (Store store = Rows.open(file)) {
            Rows.require(store.read(Rows.key(number)) != null);
            Report.print("memo open", "ms", (System.nanoTime() - began) / MILLIS);
        }
    }
}
