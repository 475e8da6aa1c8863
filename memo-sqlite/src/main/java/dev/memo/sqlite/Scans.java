// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreValue;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Shows rows a page at a time: between pages nothing is held, so that a visitor may take its time, and the write-ahead log
 * does not grow meanwhile. Confined to one thread.
 */
final class Scans {
    private static final int PAGE = 256;

    private static final String COLUMNS = "SELECT entry.id, name, digest, key, life, weight, used_at, hits,";
    private static final String FROM = """
             FROM entry JOIN usage ON usage.id = entry.id JOIN region ON region.id = entry.region WHERE""";
    private static final String LIVING = " AND (gone_at = 0 OR gone_at > ?)";
    private static final String NEXT = "entry.id > ?" + LIVING + " ORDER BY entry.id LIMIT ?";
    private static final String NEXT_OF = "entry.region = ? AND digest > ?" + LIVING + " ORDER BY digest LIMIT ?";
    private static final String ONE = "entry.id = ?" + LIVING;
    private static final String HOTTEST =
            "SELECT id FROM usage WHERE (gone_at = 0 OR gone_at > ?) ORDER BY hits DESC, used DESC LIMIT ?";
    private static final String HOTTEST_OF = """
            SELECT id FROM usage WHERE region = ? AND (gone_at = 0 OR gone_at > ?)
            ORDER BY hits DESC, used DESC LIMIT ?""";

    private final Readers readers;
    private final Regions regions;
    private final StoreScan scan;
    private final long now;

    private long lastId;
    private byte[] lastDigest = {};

    /** Whether the page had any rows, damaged ones included. */
    private boolean any;

    Scans(Readers readers, Regions regions, StoreScan scan, long now) {
        this.readers = readers;
        this.regions = regions;
        this.scan = scan;
        this.now = now;
    }

    /** Shows rows until there are no more, enough, or the visitor has enough; returns how many. */
    long show(Predicate<StoreRow> visitor) throws SQLException {
        List<Long> hottest = scan.order() == StoreScan.Order.HOTTEST ? readers.read(this::hottest) : List.of();
        long shown = 0;
        int from = 0;
        while (shown < scan.limit()) {
            List<Long> ids = hottest.subList(from, Math.min(hottest.size(), from + PAGE));
            from += ids.size();
            any = false;
            List<StoreRow> page =
                    readers.read(sql -> scan.order() == StoreScan.Order.HOTTEST ? rows(sql, ids) : page(sql));
            for (StoreRow row : page) {
                if (shown == scan.limit()) {
                    return shown;
                }
                shown++;
                if (!visitor.test(row)) {
                    return shown;
                }
            }
            if (scan.order() == StoreScan.Order.HOTTEST ? ids.isEmpty() : !any) {
                return shown;
            }
        }
        return shown;
    }

    private List<Long> hottest(Sql sql) throws SQLException {
        String name = scan.region();
        PreparedStatement found = name == null
                ? sql.bind(HOTTEST, now, scan.limit())
                : sql.bind(HOTTEST_OF, regions.find(sql, name), now, scan.limit());
        List<Long> ids = new ArrayList<>();
        try (ResultSet cursor = found.executeQuery()) {
            while (cursor.next()) {
                ids.add(cursor.getLong(1));
            }
        }
        return ids;
    }

    private List<StoreRow> rows(Sql sql, List<Long> ids) throws SQLException {
        List<StoreRow> rows = new ArrayList<>();
        for (Long id : ids) {
            rows.addAll(rows(sql.bind(select(ONE), id, now)));
        }
        return rows;
    }

    private List<StoreRow> page(Sql sql) throws SQLException {
        String name = scan.region();
        return rows(
                name == null
                        ? sql.bind(select(NEXT), lastId, now, (long) PAGE)
                        : sql.bind(select(NEXT_OF), regions.find(sql, name), lastDigest, now, (long) PAGE));
    }

    private String select(String where) {
        return COLUMNS + (scan.values() ? " value" : " x''") + " " + FROM + " " + where;
    }

    private List<StoreRow> rows(PreparedStatement select) throws SQLException {
        List<StoreRow> rows = new ArrayList<>();
        try (ResultSet cursor = select.executeQuery()) {
            while (cursor.next()) {
                any = true;
                lastId = cursor.getLong(1);
                lastDigest = cursor.getBytes(3);
                byte[] life = cursor.getBytes(5);
                StoreKey key = RowKey.of(cursor.getString(2), lastDigest, cursor.getBytes(4));
                if (key != null && Life.isWhole(life)) {
                    rows.add(row(key, cursor, life));
                }
            }
        }
        return rows;
    }

    private static StoreRow row(StoreKey key, ResultSet cursor, byte[] life) throws SQLException {
        byte[] bytes = cursor.getBytes(9);
        StoreValue value = Life.value(life, bytes == null ? new byte[0] : bytes);
        return new StoreRow(key, value, cursor.getLong(6), cursor.getLong(7), cursor.getLong(8));
    }
}
