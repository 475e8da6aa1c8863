// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.spi.StoreKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Sets columns of a store to values of any kind, as a file may have them that others have made. Stateless. */
final class Columns {
    private static final List<String> ALL = List.of(
            "entry.value",
            "entry.life",
            "entry.digest",
            "entry.key",
            "entry.region",
            "entry.id",
            "usage.id",
            "usage.region",
            "usage.weight",
            "usage.gone_at",
            "usage.created",
            "usage.used",
            "usage.used_at",
            "usage.hits",
            "usage.rank",
            "usage.rank_all",
            "region.id",
            "region.name",
            "region.entries",
            "region.bytes",
            "region.policy",
            "region.useful",
            "region.compared",
            "state.id",
            "state.stamp",
            "state.entries",
            "state.bytes",
            "state.policy",
            "state.ranked");
    static final int NUMBER = ALL.size();
    private static final int SHORTEST = 4;

    private Columns() {}

    /** Sets some: a byte each for the column, the row, the kind of value and its length, then the value. */
    static void set(Path file, ByteBuffer changes) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            while (changes.remaining() > SHORTEST) {
                String column = ALL.get((changes.get() & 0xFF) % NUMBER);
                set(connection, column, changes.get() & 7, value(changes));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(Connection connection, String column, int row, Object value) {
        String table = column.substring(0, column.indexOf('.'));
        String name = column.substring(column.indexOf('.') + 1);
        String update = "UPDATE OR REPLACE " + table + " SET " + name + " = ? WHERE rowid = (SELECT rowid FROM " + table
                + " LIMIT 1 OFFSET ?)";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setObject(1, value);
            statement.setInt(2, row);
            int unused = statement.executeUpdate();
        } catch (SQLException e) {
            return; // no file can have that
        }
    }

    /** Sets the value of a key's row. */
    static void setValue(Path file, StoreKey key, byte[] value) {
        String update =
                "UPDATE entry SET value = ? WHERE digest = ? AND region = (SELECT id FROM region WHERE name = ?)";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setBytes(1, value);
            statement.setBytes(2, key.digest());
            statement.setString(3, key.region());
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("the row is not there");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(ByteBuffer changes) {
        int kind = changes.get() & 7;
        byte[] bytes = new byte[Math.min(changes.get() & 0xFF, changes.remaining())];
        changes.get(bytes);
        ByteBuffer number = ByteBuffer.wrap(Arrays.copyOf(bytes, Long.BYTES));
        return switch (kind) {
            case 0, 1 -> number.getLong();
            case 2 -> (long) number.get();
            case 3 -> number.getDouble();
            case 4, 5 -> new String(bytes, StandardCharsets.ISO_8859_1);
            default -> bytes;
        };
    }
}
