// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLimits;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes rows until the limits are kept: ended ones first, then living ones in the order of their ranks, those that the
 * same write put last. The indexes on ends and ranks find each in logarithmic time. Confined to one thread.
 */
final class Eviction {
    private static final String ENDED =
            "SELECT id, region, weight FROM usage WHERE region = ? AND gone_at > 0 AND gone_at <= ? LIMIT ?";
    private static final String ENDED_ANYWHERE = """
            SELECT id, region, weight FROM usage WHERE region IN (SELECT id FROM region) AND gone_at > 0 AND gone_at <= ?
            LIMIT ?""";
    private static final String RANKED = "SELECT id, region, weight FROM usage WHERE region = ? ORDER BY rank, id";
    private static final String RANKED_ANYWHERE = "SELECT id, region, weight FROM usage ORDER BY rank_all, id";
    private static final String KEY =
            "SELECT name, digest, key FROM entry JOIN region ON region.id = entry.region WHERE entry.id = ?";
    private static final int STEP = 500;

    private final Transaction tx;
    private final Rows rows;
    private final List<StoreKey> evicted;
    private long left;
    private long expired;

    /** Creates one that adds the keys of what was evicted to a list, and removes at most so many rows. */
    Eviction(Transaction tx, List<StoreKey> evicted, long most) {
        this.tx = tx;
        this.rows = new Rows(tx);
        this.evicted = evicted;
        this.left = most;
    }

    /** Returns how many ended values it has removed. */
    long expired() {
        return expired;
    }

    /** Returns whether it stopped since it had removed as many as it may. */
    boolean stopped() {
        return left == 0;
    }

    /** Keeps the limits of these regions, and that of all together. */
    void keepLimits(Map<String, Long> ids) throws SQLException {
        for (Map.Entry<String, Long> region : ids.entrySet()) {
            StoreLimits limits = tx.regions().limits(region.getKey());
            if (!limits.equals(StoreLimits.NONE)) {
                keep(limits, tx.sums(region.getValue()), tx.sql().bind(RANKED, region.getValue()), region.getValue());
            }
        }
        StoreLimits whole = tx.regions().whole();
        keep(whole, new long[] {tx.entries(), tx.bytes()}, tx.sql().prepare(RANKED_ANYWHERE), Regions.UNKNOWN);
    }

    /** Removes ended values, as many as it may. */
    void removeEnded() throws SQLException {
        long found = 1;
        while (left > 0 && found > 0) {
            found = removeEnded(Math.min(left, STEP), Regions.UNKNOWN, new long[2]);
        }
    }

    private void keep(StoreLimits limits, long[] sums, PreparedStatement ranked, long region) throws SQLException {
        while (left > 0 && limits.exceeded(sums[0], sums[1])) {
            long over = Math.max(1, sums[0] - limits.maxEntries());
            if (removeEnded(Math.min(Math.min(left, over), STEP), region, sums) == 0) {
                evict(limits, sums, ranked);
                return;
            }
        }
    }

    private long removeEnded(long most, long region, long[] sums) throws SQLException {
        PreparedStatement ended = region == Regions.UNKNOWN
                ? tx.sql().bind(ENDED_ANYWHERE, tx.now(), most)
                : tx.sql().bind(ENDED, region, tx.now(), most);
        List<long[]> found = new ArrayList<>();
        try (ResultSet cursor = ended.executeQuery()) {
            while (cursor.next()) {
                found.add(victim(cursor));
            }
        }
        for (long[] victim : found) {
            delete(victim, sums);
            expired++;
        }
        return found.size();
    }

    private void evict(StoreLimits limits, long[] sums, PreparedStatement ranked) throws SQLException {
        for (long[] victim : victims(limits, sums, ranked)) {
            if (left > 0 && limits.exceeded(sums[0], sums[1])) {
                StoreKey key = key(victim[0]);
                if (key != null) {
                    evicted.add(key);
                }
                delete(victim, sums);
            }
        }
    }

    /** Returns enough rows in the order in which they are to go. */
    private List<long[]> victims(StoreLimits limits, long[] sums, PreparedStatement ranked) throws SQLException {
        List<long[]> victims = new ArrayList<>();
        List<long[]> newcomers = new ArrayList<>();
        long entries = sums[0];
        long bytes = sums[1];
        try (ResultSet cursor = ranked.executeQuery()) {
            while (limits.exceeded(entries, bytes) && victims.size() < left && cursor.next()) {
                long[] victim = victim(cursor);
                if (tx.wasPutNow(victim[0])) {
                    newcomers.add(victim);
                } else {
                    victims.add(victim);
                    entries--;
                    bytes -= victim[2];
                }
            }
        }
        victims.addAll(newcomers);
        return victims;
    }

    private void delete(long[] victim, long[] sums) throws SQLException {
        rows.delete(victim[0], victim[1], victim[2]);
        sums[0]--;
        sums[1] -= victim[2];
        left--;
    }

    private static long[] victim(ResultSet cursor) throws SQLException {
        return new long[] {cursor.getLong(1), cursor.getLong(2), cursor.getLong(3)};
    }

    private @Nullable StoreKey key(long id) throws SQLException {
        try (ResultSet found = tx.sql().bind(KEY, id).executeQuery()) {
            found.next();
            return RowKey.of(found.getString(1), found.getBytes(2), found.getBytes(3));
        }
    }
}
