// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who may load which key, among all processes.
 *
 * <p>A lease holds until its end. It is over sooner if its process has ended, and if its end is farther than it ever lasted,
 * since then the time of day was set back. Immutable.
 */
final class Leases {
    private static final String FIND =
            "SELECT token, owner, host, pid, started, ends_at, lasts FROM lease WHERE region = ? AND digest = ?";
    private static final String TAKE = """
            INSERT OR REPLACE INTO lease (region, digest, token, owner, host, pid, started, ends_at, lasts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String RENEW =
            "UPDATE lease SET ends_at = ?, lasts = ? WHERE region = ? AND digest = ? AND token = ?";
    private static final String DROP = "DELETE FROM lease WHERE region = ? AND digest = ?";
    private static final String DROP_OWN = "DELETE FROM lease WHERE region = ? AND digest = ? AND token = ?";
    private static final String DROP_ENDED = "DELETE FROM lease WHERE ends_at < ?";

    /** A lease that has ended may still be put with for a while if nobody else wants the key. */
    private static final long GRACE_MICROS = TimeUnit.MINUTES.toMicros(1);

    /** Somebody else's lease may be a little younger than the time that was asked for before it was read. */
    private static final long CLOCK_MICROS = TimeUnit.SECONDS.toMicros(5);

    private final LocalProcess process = LocalProcess.current();

    /** Returns the lease that somebody else holds, or null. */
    @Nullable
    StoreLease held(Sql sql, Wish wish, long now) throws SQLException {
        long region = wish.regions.find(sql, wish.key.region());
        try (ResultSet found = sql.bind(FIND, region, wish.key.digest()).executeQuery()) {
            if (!found.next() || found.getString(2).equals(wish.owner)) {
                return null;
            }
            LocalProcess holder = new LocalProcess(found.getString(3), found.getLong(4), found.getLong(5));
            long endsAt = found.getLong(6);
            boolean setBack = endsAt - now > found.getLong(7) + CLOCK_MICROS;
            boolean over = endsAt <= now || setBack || process.knowsThatEnded(holder);
            return over ? null : new StoreLease(wish.key, found.getLong(1), found.getString(2), endsAt, false);
        }
    }

    /** Takes a lease, unless somebody else holds it. */
    StoreLease take(Transaction tx, Wish wish) throws SQLException {
        StoreLease other = held(tx.sql(), wish, tx.now());
        if (other != null) {
            return other;
        }
        long region = tx.region(wish.key.region());
        long token = tx.nextStamp();
        long endsAt = tx.now() + wish.micros;
        tx.sql()
                .update(
                        TAKE,
                        region,
                        wish.key.digest(),
                        token,
                        wish.owner,
                        process.host(),
                        process.pid(),
                        process.started(),
                        endsAt,
                        wish.micros);
        return new StoreLease(wish.key, token, wish.owner, endsAt, true);
    }

    /** Lets a lease last from now; returns whether it was there. */
    static boolean renew(Transaction tx, StoreLease lease, long micros) throws SQLException {
        long region = tx.regions().find(tx.sql(), lease.key().region());
        return tx.sql()
                        .update(
                                RENEW,
                                tx.now() + micros,
                                micros,
                                region,
                                lease.key().digest(),
                                lease.token())
                == 1;
    }

    /** Ends a lease; returns whether it was there. */
    static boolean release(Transaction tx, StoreLease lease) throws SQLException {
        long region = tx.regions().find(tx.sql(), lease.key().region());
        return drop(tx.sql(), region, lease.key().digest(), lease.token());
    }

    /** Returns whether there are leases at all. */
    static boolean any(Sql sql) throws SQLException {
        return sql.number("SELECT EXISTS (SELECT 1 FROM lease)", 0) != 0;
    }

    /** Ends whichever lease there is of a key. */
    static void drop(Sql sql, long region, byte[] digest) throws SQLException {
        sql.update(DROP, region, digest);
    }

    /** Ends the lease with this token; returns whether it was there. */
    static boolean drop(Sql sql, long region, byte[] digest, long token) throws SQLException {
        return sql.update(DROP_OWN, region, digest, token) == 1;
    }

    /** Forgets leases that ended a while ago. */
    static void sweep(Transaction tx) throws SQLException {
        tx.sql().update(DROP_ENDED, tx.now() - GRACE_MICROS);
    }

    /** Who wants which lease, for how long. Immutable. */
    record Wish(Regions regions, StoreKey key, String owner, long micros) {}
}
