// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads values by their keys. Stateless. */
final class Lookup {
    private static final String READ = "SELECT life, value, id FROM entry WHERE region = ? AND digest = ? AND key = ?";

    private Lookup() {}

    /** Returns a key's living value, or null. */
    static @Nullable StoreValue read(Sql sql, Regions regions, StoreKey key, long now) throws SQLException {
        long region = regions.find(sql, key.region());
        if (region == Regions.UNKNOWN) {
            return null;
        }
        PreparedStatement read = sql.prepare(READ);
        read.setLong(1, region);
        read.setBytes(2, key.digest());
        read.setBytes(3, key.bytes());
        long id = 0;
        StoreValue value = null;
        try (ResultSet row = read.executeQuery()) {
            if (row.next()) {
                value = value(row, now);
                id = value == null || value.idleMicros() == StoreValue.NEVER ? 0 : row.getLong(3);
            }
        }
        boolean idleOver = id != 0 && Times.isOver(sql.number("SELECT gone_at FROM usage WHERE id = ?", 1, id), now);
        return idleOver ? null : value;
    }

    /** Returns what a row holds; null if it is over, or has lost its value, as only a damaged file's has. */
    private static @Nullable StoreValue value(ResultSet row, long now) throws SQLException {
        byte[] life = row.getBytes(1);
        if (!Life.isWhole(life) || Times.isOver(Life.endsAt(life), now)) {
            return null;
        }
        byte[] bytes = row.getBytes(2);
        return bytes == null ? null : Life.value(life, bytes);
    }

    /** Returns the living values of keys, as of one moment. */
    static Map<StoreKey, StoreValue> readAll(Sql sql, Regions regions, Collection<StoreKey> keys, long now)
            throws SQLException {
        Map<StoreKey, StoreValue> found = new LinkedHashMap<>();
        sql.run("BEGIN");
        for (StoreKey key : keys) {
            StoreValue value = read(sql, regions, key, now);
            if (value != null) {
                found.put(key, value);
            }
        }
        sql.run("COMMIT");
        return found;
    }
}
