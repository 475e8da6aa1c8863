// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A write in progress: its time, the counter that stamps changes, and what comes and goes, which is added to the file's sums
 * at the end. Confined to one thread, which holds the file's write lock.
 */
final class Transaction {
    private static final String STATE = "SELECT stamp, entries, bytes FROM state";
    private static final String KEEP_STATE = "UPDATE state SET stamp = ?, entries = ?, bytes = ?";
    private static final String KEEP_REGION = "UPDATE region SET entries = entries + ?, bytes = bytes + ? WHERE id = ?";

    private final Sql sql;
    private final Regions regions;
    private final long now;

    /** The regions that were named, by name. */
    private final Map<String, Long> ids = new HashMap<>();

    private final Map<Long, Tally> changes = new TreeMap<>();
    private final Set<Long> newcomers = new HashSet<>();

    /** The stamp and the sums before. */
    private final long[] began = new long[3];

    private long stamp;
    private long entries;
    private long bytes;

    private Transaction(Sql sql, Regions regions, long now) {
        this.sql = sql;
        this.regions = regions;
        this.now = now;
    }

    /** Reads where the last one ended; {@code BEGIN IMMEDIATE} has been said. */
    static Transaction begin(Sql sql, Regions regions, long now) throws SQLException {
        Transaction begun = new Transaction(sql, regions, now);
        try (ResultSet rows = sql.prepare(STATE).executeQuery()) {
            rows.next();
            begun.stamp = rows.getLong(1);
            begun.entries = rows.getLong(2);
            begun.bytes = rows.getLong(3);
            begun.began[0] = begun.stamp;
            begun.began[1] = begun.entries;
            begun.began[2] = begun.bytes;
        }
        return begun;
    }

    Sql sql() {
        return sql;
    }

    Regions regions() {
        return regions;
    }

    /** Returns the one time of all its changes. */
    long now() {
        return now;
    }

    /** Returns a number greater than all before, in this process and others. */
    long nextStamp() {
        return ++stamp;
    }

    /** Returns a region's number, a new one if need be. */
    long region(String name) throws SQLException {
        Long known = ids.get(name);
        if (known == null) {
            known = regions.findOrAdd(sql, name);
            ids.put(name, known);
        }
        return known;
    }

    /** Returns a region's number, or {@link Regions#UNKNOWN}; what this transaction has added is not told to others. */
    long find(String name) throws SQLException {
        Long added = ids.get(name);
        return added == null ? regions.peek(sql, name) : added;
    }

    /** Returns the regions that were named, with their numbers. */
    Map<String, Long> named() {
        return ids;
    }

    /** Counts what came or, with numbers below 0, went. */
    void count(long region, long moreEntries, long moreBytes) {
        Tally tally = changes.computeIfAbsent(region, id -> new Tally());
        tally.entries += moreEntries;
        tally.bytes += moreBytes;
        entries += moreEntries;
        bytes += moreBytes;
    }

    /** Says that a row was put by this write, so that it goes after all others. */
    void isNew(long id) {
        newcomers.add(id);
    }

    boolean wasPutNow(long id) {
        return newcomers.contains(id);
    }

    long entries() {
        return entries;
    }

    long bytes() {
        return bytes;
    }

    /** Returns what a region holds now. */
    long[] sums(long region) throws SQLException {
        Tally tally = changes.getOrDefault(region, new Tally());
        try (ResultSet rows = sql.bind("SELECT entries, bytes FROM region WHERE id = ?", region)
                .executeQuery()) {
            rows.next();
            return new long[] {rows.getLong(1) + tally.entries, rows.getLong(2) + tally.bytes};
        }
    }

    /** Adds everything to the file's sums; {@code COMMIT} comes next. */
    void finish() throws SQLException {
        for (Map.Entry<Long, Tally> change : changes.entrySet()) {
            Tally tally = change.getValue();
            if (tally.entries != 0 || tally.bytes != 0) {
                sql.update(KEEP_REGION, tally.entries, tally.bytes, change.getKey());
            }
        }
        if (stamp != began[0] || entries != began[1] || bytes != began[2]) { // else nothing may have changed at all
            sql.update(KEEP_STATE, stamp, entries, bytes);
        }
    }

    /** Tells everybody the numbers of new regions; {@code COMMIT} was done. */
    void committed() {
        ids.forEach(regions::learn);
    }

    private static final class Tally {
        private long entries;
        private long bytes;
    }
}
