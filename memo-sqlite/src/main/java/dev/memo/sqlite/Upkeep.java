// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreSwept;
import dev.memo.spi.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * What people at a command line do with a store, which may be in use meanwhile. All of it does I/O, some of it for long.
 * Thread-safe.
 */
public final class Upkeep implements AutoCloseable {
    private static final int STEP = 1_000;

    private final SqliteStore store;
    private final Ticker ticker;

    private Upkeep(SqliteStore store, Ticker ticker) {
        this.store = store;
        this.ticker = ticker;
    }

    /**
     * Opens the store in a file, which must be there.
     *
     * @throws StoreException if there is none, or it is none of Memo's
     */
    public static Upkeep open(Path file, Ticker ticker) {
        if (!Files.exists(file)) {
            throw new StoreException(
                    Kind.UNREACHABLE, file + ": there is no such file. Name the one that store.disk names.");
        }
        return new Upkeep(SqliteStore.open(StoreSettings.at(file.toString()).ticker(ticker)), ticker);
    }

    /** Returns what is in there, by region, ended values included. */
    public List<RegionSummary> regions() {
        return store.ask(sql -> RegionSummary.all(sql, now()));
    }

    /** Returns how many values there are, ended ones included. */
    public long entries() {
        return store.ask(sql -> sql.number("SELECT entries FROM state", 0));
    }

    /** Removes everything that has ended, and tells how many values that were, after each of many steps. */
    public long prune(LongConsumer progress) {
        long removed = 0;
        StoreSwept step;
        do {
            step = store.sweep(STEP);
            removed += step.expired();
            progress.accept(removed);
        } while (step.more());
        return removed;
    }

    /**
     * Looks at every page of the file, and compares what is counted with what is there; returns what is wrong.
     *
     * @param activity is run now and then meanwhile
     */
    public List<String> verify(Runnable activity) {
        return store.ask(sql -> sql.telling(activity, () -> problems(sql)));
    }

    /**
     * Writes the file anew, without what was deleted; others wait meanwhile. Returns how many bytes it has shrunk by.
     *
     * @param activity is run now and then meanwhile
     */
    public long vacuum(Runnable activity) {
        long before = size();
        store.direct(sql -> sql.telling(activity, () -> {
            sql.run("VACUUM");
            sql.run("PRAGMA wal_checkpoint(TRUNCATE)");
            return true;
        }));
        return before - size();
    }

    /** Shows living rows one by one; returns how many. */
    public long scan(StoreScan scan, Predicate<StoreRow> visitor) {
        return store.scan(scan, visitor);
    }

    /** Returns the bytes of the file's pages, used or not. */
    public long size() {
        return store.ask(sql -> sql.number("PRAGMA page_count", 0) * sql.number("PRAGMA page_size", 0));
    }

    /** Returns the time, in microseconds since 1970. */
    public long now() {
        return Times.now(ticker);
    }

    @Override
    public void close() {
        store.close();
    }

    static List<String> problems(Sql sql) throws SQLException {
        List<String> problems = new ArrayList<>();
        sql.run("BEGIN");
        try (ResultSet rows = sql.prepare("PRAGMA integrity_check").executeQuery()) {
            while (rows.next()) {
                problems.add("the file is damaged: " + rows.getString(1));
            }
        }
        problems.remove("the file is damaged: ok");
        compare(sql, problems, "values without a key or the other way round", """
                SELECT (SELECT count(*) FROM entry WHERE id NOT IN (SELECT id FROM usage))
                  + (SELECT count(*) FROM usage WHERE id NOT IN (SELECT id FROM entry))""");
        compare(sql, problems, "regions whose sums are not those of their values", """
                SELECT count(*) FROM region WHERE entries <> (SELECT count(*) FROM usage WHERE region = region.id)
                  OR bytes <> (SELECT coalesce(sum(weight), 0) FROM usage WHERE region = region.id)""");
        compare(sql, problems, "sums of the whole that are not those of the regions", """
                SELECT count(*) FROM state WHERE entries <> (SELECT coalesce(sum(entries), 0) FROM region)
                  OR bytes <> (SELECT coalesce(sum(bytes), 0) FROM region)""");
        compare(sql, problems, "values whose weight is not that of their bytes", """
                SELECT count(*) FROM entry JOIN usage ON usage.id = entry.id
                WHERE weight <> 100 + length(digest) + length(key) + length(life) - 40 + length(value)""");
        sql.run("COMMIT");
        return problems;
    }

    private static void compare(Sql sql, List<String> problems, String what, String count) throws SQLException {
        long found = sql.number(count, 0);
        if (found != 0) {
            problems.add(found + " " + what);
        }
    }
}
