// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Removes values that other code or other classes have written, a few at a time in the order of their digests.
 *
 * <p>How far that has come is in the file, so that values are compared once for each fingerprint and not at each start. Of two
 * processes that want different values, the one that says so later goes on, or they would begin anew for ever. Thread-safe;
 * steps are made one at a time, by whoever has the file's write lock.
 */
final class Outdated {
    private static final String COMPARED =
            "SELECT compared FROM region WHERE id = ? AND useful = ?"; // no row if the last ones wanted others
    private static final String BEGIN = "UPDATE region SET useful = ?, compared = x'' WHERE id = ?";
    private static final String KEEP = "UPDATE region SET compared = ? WHERE id = ?";
    private static final String END = "UPDATE region SET compared = NULL WHERE id = ?";
    private static final String NEXT = """
            SELECT entry.id, digest, substr(life, 41), weight FROM entry JOIN usage ON usage.id = entry.id
            WHERE entry.region = ? AND digest > ? ORDER BY digest LIMIT ?""";

    private final Map<String, Wish> wishes = new ConcurrentHashMap<>();

    /** Says which values of a region are of use. */
    void keepOnly(String region, byte[] fingerprint) {
        wishes.compute(
                region,
                (name, old) ->
                        old != null && Arrays.equals(old.fingerprint, fingerprint) ? old : new Wish(fingerprint));
    }

    /** Returns whether there are values that were not compared yet. */
    boolean isMore() {
        return wishes.values().stream().anyMatch(wish -> !wish.done);
    }

    /** Compares some values, and removes those that are of no use; returns how many these were. */
    long step(Transaction tx, int limit) throws SQLException {
        for (Map.Entry<String, Wish> each : wishes.entrySet()) {
            Wish wish = each.getValue();
            long region = wish.done ? Regions.UNKNOWN : tx.find(each.getKey());
            byte[] compared = region == Regions.UNKNOWN ? null : compared(tx.sql(), region, wish);
            if (compared == null) {
                wish.done = true;
            } else {
                return step(tx, region, new Step(wish, compared, limit));
            }
        }
        return 0;
    }

    /** Returns the digest of the last value that was compared, or null if there is nothing to do. */
    private static byte @Nullable [] compared(Sql sql, long region, Wish wish) throws SQLException {
        try (ResultSet found = sql.bind(COMPARED, region, wish.fingerprint).executeQuery()) {
            if (found.next()) {
                return found.getBytes(1);
            }
        }
        if (wish.begun) {
            return null;
        }
        wish.begun = true;
        sql.update(BEGIN, wish.fingerprint, region);
        return new byte[0];
    }

    private static long step(Transaction tx, long region, Step step) throws SQLException {
        List<long[]> useless = new ArrayList<>();
        byte[] last = step.after;
        int seen = 0;
        try (ResultSet rows =
                tx.sql().bind(NEXT, region, step.after, (long) step.limit).executeQuery()) {
            while (rows.next()) {
                seen++;
                last = rows.getBytes(2);
                if (!step.wish.wants(rows.getBytes(3))) {
                    useless.add(new long[] {rows.getLong(1), rows.getLong(4)});
                }
            }
        }
        Rows rows = new Rows(tx);
        for (long[] row : useless) {
            rows.delete(row[0], region, row[1]);
        }
        if (seen < step.limit) {
            tx.sql().update(END, region);
        } else {
            tx.sql().update(KEEP, last, region);
        }
        return useless.size();
    }

    /** What is wanted of a region. Guarded by the file's write lock. */
    private static final class Wish {
        private final byte[] fingerprint;
        private boolean begun;
        private volatile boolean done;

        Wish(byte[] fingerprint) {
            this.fingerprint = fingerprint;
        }

        boolean wants(byte[] other) {
            return other.length >= fingerprint.length
                    && Arrays.equals(fingerprint, 0, fingerprint.length, other, 0, fingerprint.length);
        }
    }

    /** Where a step begins, and how far it goes. Confined to one thread. */
    private static final class Step {
        private final Wish wish;
        private final byte[] after;
        private final int limit;

        Step(Wish wish, byte[] after, int limit) {
            this.wish = wish;
            this.after = after;
            this.limit = limit;
        }
    }
}
