// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StorePolicy;
import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreValue;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Finds, inserts, changes and deletes single rows within a transaction, and counts them. Confined to one thread. */
final class Rows {
    private static final String FIND = """
            SELECT entry.id, entry.region, key, weight, gone_at, created, hits
            FROM entry JOIN usage ON usage.id = entry.id WHERE entry.region = ? AND digest = ?""";
    private static final String INSERT = """
            INSERT OR IGNORE INTO entry
              (id, region, digest, key, written_at, stale_at, ends_at, idle, load_nanos, fingerprint, value)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OVERWRITE = """
            UPDATE entry SET written_at = ?, stale_at = ?, ends_at = ?, idle = ?, load_nanos = ?, fingerprint = ?, value = ?
            WHERE id = ?""";
    private static final String INSERT_USAGE = """
            INSERT INTO usage (region, weight, gone_at, created, used, used_at, hits, rank, rank_all, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String CHANGE_USAGE = """
            UPDATE usage SET weight = ?, gone_at = ?, used = ?, used_at = ?, hits = ?, rank = ?, rank_all = ?
            WHERE id = ?""";
    private static final String FIND_USE = """
            SELECT entry.id, weight, created, hits, used_at, ends_at, idle
            FROM entry JOIN usage ON usage.id = entry.id
            WHERE entry.region = ? AND digest = ? AND key = ? AND (gone_at = 0 OR gone_at > ?)""";

    private final Transaction tx;

    Rows(Transaction tx) {
        this.tx = tx;
    }

    /** Returns the row in the place of a digest, or null. */
    @Nullable
    Row find(long region, byte[] digest) throws SQLException {
        try (ResultSet found = tx.sql().bind(FIND, region, digest).executeQuery()) {
            return found.next()
                    ? new Row(
                            found.getLong(1),
                            found.getLong(2),
                            found.getBytes(3),
                            found.getLong(4),
                            found.getLong(5),
                            found.getLong(6),
                            found.getLong(7))
                    : null;
        }
    }

    /** Puts a value in a place that is free, under the number that stamps it; returns false if the place is taken. */
    boolean insert(long region, StoreKey key, StoreValue value) throws SQLException {
        long stamp = tx.nextStamp();
        PreparedStatement insert = tx.sql().bind(INSERT, stamp, region, key.digest(), key.bytes());
        bindValue(insert, 5, value);
        if (insert.executeUpdate() == 0) {
            return false;
        }
        long weight = StoreRow.weight(key, value);
        long rank = rank(key.region(), stamp, stamp, 0);
        PreparedStatement use = tx.sql().bind(INSERT_USAGE, region, weight, goneAt(value), stamp, stamp, tx.now(), 0L);
        use.setLong(8, rank);
        use.setLong(9, rankAll(stamp, stamp, 0));
        use.setLong(10, stamp);
        use.executeUpdate();
        tx.isNew(stamp);
        tx.count(region, 1, weight);
        return true;
    }

    /** Puts a value in the place of the same key's living one, which keeps its place in the order of puts, and its hits. */
    void overwrite(Row old, StoreKey key, StoreValue value) throws SQLException {
        PreparedStatement change = tx.sql().prepare(OVERWRITE);
        bindValue(change, 1, value);
        change.setLong(8, old.id());
        change.executeUpdate();
        long weight = StoreRow.weight(key, value);
        changeUse(key.region(), new Use(old.id(), weight, goneAt(value), old.created(), tx.now(), old.hits()));
        tx.isNew(old.id());
        tx.count(old.region(), 0, weight - old.weight());
    }

    /** Tells of reads. */
    void touch(StoreChange.Touch touch) throws SQLException {
        StoreKey key = touch.key();
        long region = tx.find(key.region());
        Use use = null;
        try (ResultSet found = tx.sql()
                .bind(FIND_USE, region, key.digest(), key.bytes(), tx.now())
                .executeQuery()) {
            if (found.next()) {
                long usedAt = Math.max(found.getLong(5), touch.usedAtMicros());
                long endsAt = Times.told(found.getLong(6));
                long idle = Times.told(found.getLong(7));
                long goneAt = Times.kept(StoreValue.gone(endsAt, idle, usedAt));
                long hits = found.getLong(4) + touch.hits();
                use = new Use(found.getLong(1), found.getLong(2), goneAt, found.getLong(3), usedAt, hits);
            }
        }
        if (use != null) {
            changeUse(key.region(), use);
        }
    }

    private void changeUse(String region, Use use) throws SQLException {
        long stamp = tx.nextStamp();
        tx.sql()
                .update(
                        CHANGE_USAGE,
                        use.weight,
                        use.goneAt,
                        stamp,
                        use.usedAt,
                        use.hits,
                        rank(region, use.created, stamp, use.hits),
                        rankAll(use.created, stamp, use.hits),
                        use.id);
    }

    void delete(Row row) throws SQLException {
        delete(row.id(), row.region(), row.weight());
    }

    void delete(long id, long region, long weight) throws SQLException {
        tx.sql().update("DELETE FROM entry WHERE id = ?", id);
        tx.sql().update("DELETE FROM usage WHERE id = ?", id);
        tx.count(region, -1, -weight);
    }

    private long goneAt(StoreValue value) {
        return Times.kept(value.goneAtMicros(tx.now()));
    }

    private long rank(String region, long created, long used, long hits) {
        return tx.regions().policy(region).rank(created, used, hits);
    }

    private long rankAll(long created, long used, long hits) {
        StorePolicy policy = tx.regions().whole().policy();
        return policy.rank(created, used, hits);
    }

    private static void bindValue(PreparedStatement statement, int first, StoreValue value) throws SQLException {
        statement.setLong(first, value.writtenAtMicros());
        statement.setLong(first + 1, Times.kept(value.staleAtMicros()));
        statement.setLong(first + 2, Times.kept(value.endsAtMicros()));
        statement.setLong(first + 3, Times.kept(value.idleMicros()));
        statement.setLong(first + 4, value.loadNanos());
        statement.setBytes(first + 5, value.fingerprint());
        statement.setBytes(first + 6, value.bytes());
    }

    private record Use(long id, long weight, long goneAt, long created, long usedAt, long hits) {}
}
