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
    private static final String READ = """
            SELECT ends_at, idle, value, fingerprint, written_at, stale_at, load_nanos, id
            FROM entry WHERE region = ? AND digest = ? AND key = ?""";

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
        long idle;
        long id;
        StoreValue value;
        try (ResultSet row = read.executeQuery()) {
            if (!row.next()) {
                return null;
            }
            long endsAt = row.getLong(1);
            idle = row.getLong(2);
            byte[] bytes = row.getBytes(3);
            byte[] fingerprint = row.getBytes(4);
            if (Times.isOver(endsAt, now) || bytes == null || fingerprint == null) {
                return null;
            }
            long staleAt = Times.told(row.getLong(6));
            value = new StoreValue(
                    bytes, fingerprint, row.getLong(5), staleAt, Times.told(endsAt), Times.told(idle), row.getLong(7));
            id = idle == 0 ? 0 : row.getLong(8);
        }
        return idle != 0 && Times.isOver(sql.number("SELECT gone_at FROM usage WHERE id = ?", 1, id), now)
                ? null
                : value;
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
