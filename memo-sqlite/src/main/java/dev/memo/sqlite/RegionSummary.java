// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a store holds of one region, for people to read. Immutable.
 *
 * @param name the region's name
 * @param entries how many values, ended ones included
 * @param ended how many of them have ended
 * @param bytes their weights together
 * @param hits how often they were read, as far as the store was told
 * @param oldestMicros when the oldest was written, in microseconds since 1970; 0 if there is none
 * @param newestMicros when the newest was written
 * @param usedMicros when one was used last
 * @param fingerprints what wrote them, in hexadecimal digits, each with how many values have it
 */
public record RegionSummary(
        String name,
        long entries,
        long ended,
        long bytes,
        long hits,
        long oldestMicros,
        long newestMicros,
        long usedMicros,
        List<String> fingerprints) {
    private static final String USE = """
            SELECT region.id, name, entries, bytes, coalesce(sum(hits), 0), coalesce(max(used_at), 0),
              count(CASE WHEN gone_at > 0 AND gone_at <= ? THEN 1 END)
            FROM region LEFT JOIN usage ON usage.region = region.id GROUP BY region.id ORDER BY name""";
    private static final String AGES = """
            SELECT substr(life, 41) AS fingerprint, count(*), min(substr(life, 1, 8)), max(substr(life, 1, 8))
            FROM entry WHERE region = ? AND length(life) >= 40 GROUP BY fingerprint ORDER BY 2 DESC""";

    static List<RegionSummary> all(Sql sql, long now) throws SQLException {
        List<RegionSummary> found = new ArrayList<>();
        try (ResultSet rows = sql.bind(USE, now).executeQuery()) {
            while (rows.next()) {
                found.add(of(sql, rows));
            }
        }
        return found;
    }

    private static RegionSummary of(Sql sql, ResultSet row) throws SQLException {
        List<String> fingerprints = new ArrayList<>();
        long oldest = Long.MAX_VALUE;
        long newest = 0;
        try (ResultSet ages = sql.bind(AGES, row.getLong(1)).executeQuery()) {
            while (ages.next()) {
                String digits = HexFormat.of().formatHex(ages.getBytes(1));
                fingerprints.add((digits.isEmpty() ? "none" : digits) + " x " + ages.getLong(2));
                oldest = Math.min(oldest, Life.time(ages.getBytes(3)));
                newest = Math.max(newest, Life.time(ages.getBytes(4)));
            }
        }
        return new RegionSummary(
                row.getString(2),
                row.getLong(3),
                row.getLong(7),
                row.getLong(4),
                row.getLong(5),
                fingerprints.isEmpty() ? 0 : oldest,
                newest,
                row.getLong(6),
                fingerprints);
    }
}
