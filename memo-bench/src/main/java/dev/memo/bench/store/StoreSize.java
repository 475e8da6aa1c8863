// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import dev.memo.bench.probe.Report;
import dev.memo.spi.Store;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a large store is slower: inserts into one of a million rows and one of ten thousand, in turns with the same into
 * tables of bare SQLite, and how long it takes from opening the large one to the first hit. Confined to one thread.
 */
public final class StoreSize {
    private static final int SMALL = 10_000;
    private static final int INSERTS = 5 * Rows.BATCH;
    private static final int LARGE = 1_000_000;
    private static final int LARGE_QUICK = 200_000;
    private static final double MILLIS = 1e6;

    private final Rows rows = new Rows();
    private final Path folder;
    private final int large;
    private long next;

    private StoreSize(Path folder, int large) {
        this.folder = folder;
        this.large = large;
        this.next = large;
    }

    /**
     * Measures.
     *
     * @param args how often a program is started, the effort
     */
    public static void main(String[] args) throws Exception {
        boolean quick = args[1].equals("quick");
        StoreSize size = new StoreSize(Rows.folder(), quick ? LARGE_QUICK : LARGE);
        size.insert(quick ? 5 : 15);
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            size.open();
        }
    }

    private void insert(int rounds) throws Exception {
        put("many.db", 0, large);
        putBare("bare-many.db", 0, large);
        refill();
        new Rounds()
                .addMany("memo few", INSERTS, () -> put("few.db", SMALL, SMALL + INSERTS))
                .addMany("memo many", INSERTS, () -> put("many.db", next, next + INSERTS))
                .addMany("bareTogether few", INSERTS, () -> putBare("bare-few.db", SMALL, SMALL + INSERTS))
                .addMany("bareTogether many", INSERTS, () -> putBare("bare-many.db", next, next + INSERTS))
                .then(() -> {
                    next += INSERTS;
                    refill();
                })
                .play(3, rounds);
    }

    /** Makes the small files anew, so that they have ten thousand rows in each round. */
    private void refill() throws Exception {
        Files.deleteIfExists(folder.resolve("few.db"));
        Files.deleteIfExists(folder.resolve("bare-few.db"));
        put("few.db", 0, SMALL);
        putBare("bare-few.db", 0, SMALL);
    }

    /** Puts rows into a file, and closes it, so that what was put off is done. */
    private void put(String file, long from, long to) {
        try (Store store = Rows.open(folder.resolve(file))) {
            rows.fill(store, from, to);
        }
    }

    private void putBare(String file, long from, long to) throws Exception {
        try (BareSqlite bare = BareSqlite.open(folder.resolve(file), BareSqlite.AS_MEMO)) {
            for (long first = from; first < to; first += Rows.BATCH) {
                long begin = first;
                bare.together(() -> {
                    for (long number = begin; number < begin + Rows.BATCH; number++) {
                        bare.put(Rows.key(number).digest(), rows.bytes());
                    }
                });
            }
        }
    }

    private void open() {
        long began = System.nanoTime();
        try (Store store = Rows.open(folder.resolve("many.db"))) {
            Rows.require(store.read(Rows.key(rows.below(large))) != null);
            Report.print("memo open", "ms", (System.nanoTime() - began) / MILLIS);
        }
    }
}
