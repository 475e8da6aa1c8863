// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreLimits;
import dev.memo.spi.StorePolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings ranks in line with policies that have changed, a few rows at a time, in the order of their numbers; until that is
 * done, rows that are ranked by the old policy go earlier or later than they should. Stateless.
 */
final class Ranking {
    private static final String NEXT = """
            SELECT usage.id, name, created, used, hits FROM usage JOIN region ON region.id = usage.region
            WHERE usage.id > (SELECT ranked FROM state) ORDER BY usage.id LIMIT ?""";
    private static final String BEGIN = "UPDATE state SET ranked = 0";

    private Ranking() {}

    /** Compares the policies with those that the file was ranked by, and has it ranked anew where they differ. */
    static void compare(Transaction tx) throws SQLException {
        Sql sql = tx.sql();
        int changed = 0;
        StoreLimits whole = tx.regions().whole();
        if (!whole.equals(StoreLimits.NONE)) {
            String name = whole.policy().name();
            changed += sql.update("UPDATE state SET policy = ? WHERE policy <> ?", name, name);
        }
        for (Map.Entry<String, StoreLimits> region : tx.regions().limited().entrySet()) {
            String name = region.getValue().policy().name();
            changed += sql.update(
                    "UPDATE region SET policy = ? WHERE name = ? AND policy <> ?", name, region.getKey(), name);
        }
        if (changed > 0) {
            sql.run(BEGIN);
        }
    }

    /** Ranks some rows; returns whether all are ranked. */
    static boolean step(Transaction tx, int limit) throws SQLException {
        Sql sql = tx.sql();
        if (sql.number("SELECT ranked FROM state", 0) == Long.MAX_VALUE) {
            return true;
        }
        List<Ranked> found = new ArrayList<>();
        try (ResultSet cursor = sql.bind(NEXT, (long) limit).executeQuery()) {
            while (cursor.next()) {
                StorePolicy own = tx.regions().policy(cursor.getString(2));
                found.add(ranked(cursor, own, tx.regions().whole().policy()));
            }
        }
        for (Ranked row : found) {
            sql.update("UPDATE usage SET rank = ?, rank_all = ? WHERE id = ?", row.rank, row.rankAll, row.id);
        }
        boolean done = found.size() < limit;
        sql.update("UPDATE state SET ranked = ?", done ? Long.MAX_VALUE : found.get(found.size() - 1).id);
        return done;
    }

    private static Ranked ranked(ResultSet cursor, StorePolicy own, StorePolicy whole) throws SQLException {
        long created = cursor.getLong(3);
        long used = cursor.getLong(4);
        long hits = cursor.getLong(5);
        return new Ranked(cursor.getLong(1), own.rank(created, used, hits), whole.rank(created, used, hits));
    }

    private record Ranked(long id, long rank, long rankAll) {}
}
