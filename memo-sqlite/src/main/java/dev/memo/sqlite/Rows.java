// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StorePolicy;
import dev.memo.spi.StoreValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Finds, changes and deletes single rows within a transaction, and counts them. Confined to one thread. */
final class Rows {
    private static final String FIND = """
            SELECT entry.id, entry.region, key, weight, gone_at, created, hits
            FROM entry JOIN usage ON usage.id = entry.id WHERE entry.region = ? AND digest = ?""";
    private static final String OVERWRITE = "UPDATE entry SET life = ?, value = ? WHERE id = ?";
    private static final String CHANGE_USAGE = """
            UPDATE usage SET weight = ?, gone_at = ?, used = ?, used_at = ?, hits = ?, rank = ?, rank_all = ?
            WHERE id = ?""";
    private static final String FIND_USE = """
            SELECT entry.id, weight, created, hits, used_at, life
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

    /** Puts a value in the place of the same key's living one, which keeps its place in the order of puts, and its hits. */
    void overwrite(Row old, Fresh fresh) throws SQLException {
        StoreValue value = fresh.value();
        tx.sql().update(OVERWRITE, Life.of(value), value.bytes(), old.id());
        Use use = new Use(old.id(), fresh.weight(), goneAt(value), old.created(), tx.now(), old.hits());
        changeUse(fresh.key().region(), use, fresh.stamp());
        tx.isNew(old.id());
        tx.count(old.region(), 0, fresh.weight() - old.weight());
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
                long goneAt = Life.goneAt(found.getBytes(6), usedAt);
                long hits = found.getLong(4) + touch.hits();
                use = new Use(found.getLong(1), found.getLong(2), goneAt, found.getLong(3), usedAt, hits);
            }
        }
        if (use != null) {
            changeUse(key.region(), use, tx.nextStamp());
        }
    }

    private void changeUse(String region, Use use, long stamp) throws SQLException {
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

    private record Use(long id, long weight, long goneAt, long created, long usedAt, long hits) {}
}
