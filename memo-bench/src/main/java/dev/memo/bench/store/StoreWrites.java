// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import dev.memo.region.DaemonThreads;
import dev.memo.spi.Store;
import dev.memo.spi.StoreChange;
import dev.memo.spi.Ticker;
import dev.memo.store.StoreTier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Writes of values of a kilobyte under new keys: behind, until all of them are in the file, and one transaction each, by
 * Memo and by bare SQL, from what survives the process only to what survives a power cut. Confined to one thread, and Memo's
 * writer.
 */
public final class StoreWrites {
    /** Enough for a checkpoint or two: else medians would show what was put off, and not what was done. */
    private static final int BEHIND = 5 * Rows.BATCH;

    private static final int ALONE = 2_000;
    private static final int SYNCED = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Rows rows = new Rows();
    private final Rounds rounds = new Rounds();
    private final Path folder;
    private long next;

    private StoreWrites(Path folder) {
        this.folder = folder;
    }

    /**
     * Measures.
     *
     * @param args how often a program is started, the effort
     */
    public static void main(String[] args) throws Exception {
        new StoreWrites(Rows.folder()).measure(args[1].equals("quick"));
    }

    private void measure(boolean quick) throws Exception {
        StoreTier tier = tier();
        Store store = rounds.closing(Rows.open(folder.resolve("through.db")));
        BareSqlite normal = rounds.closing(BareSqlite.open(folder.resolve("normal.db"), BareSqlite.AS_MEMO));
        BareSqlite together = rounds.closing(BareSqlite.open(folder.resolve("together.db"), BareSqlite.AS_MEMO));
        BareSqlite full = rounds.closing(BareSqlite.open(folder.resolve("full.db"), BareSqlite.SYNCED));
        BareSqlite defaults = rounds.closing(BareSqlite.open(folder.resolve("defaults.db"), BareSqlite.DEFAULTS));
        rounds.addMany("memo", BEHIND, () -> behind(tier))
                .addMany("bareTogether", BEHIND, () -> {
                    for (int i = 0; i < BEHIND / Rows.BATCH; i++) {
                        together.together(() -> puts(together));
                    }
                })
                .add("memoThrough", ALONE, () -> store.write(List.of(StoreChange.put(Rows.key(next++), rows.value()))))
                .add("bareNormal", ALONE, () -> put(normal))
                .add("bareFull", SYNCED, () -> put(full))
                .add("bareDefaults", SYNCED, () -> put(defaults));
        rounds.play(4, quick ? 7 : 21);
        tier.close(PATIENCE);
    }

    private StoreTier tier() {
        return new StoreTier(
                () -> Rows.open(folder.resolve("behind.db")),
                Ticker.system(),
                body -> DaemonThreads.start("memo-store", body),
                trouble -> {
                    throw trouble;
                },
                evicted -> {});
    }

    private void behind(StoreTier tier) throws InterruptedException {
        long last = 0;
        for (int i = 0; i < BEHIND; i++) {
            Rows.require(tier.awaitRoom());
            last = tier.put(Rows.key(next++), rows.value(), true);
        }
        Rows.require(tier.flush(last, PATIENCE));
    }

    private void puts(BareSqlite bare) throws Exception {
        for (int i = 0; i < Rows.BATCH; i++) {
            put(bare);
        }
    }

    private void put(BareSqlite bare) throws Exception {
        bare.put(Rows.key(next++).digest(), rows.bytes());
    }
}
