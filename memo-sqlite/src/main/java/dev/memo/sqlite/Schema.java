// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables, and what tells our files from others.
 *
 * <p>What a read needs is in {@code entry}, all but the bytes in {@code life}; what changes with use is in {@code usage}, so that telling of reads does not write
 * values again. {@code state} has one row: the counter that stamps changes and leases, sums of all regions, and up to which
 * row ranks are in line with the policies. {@code useful} is the fingerprint that a region's values were last compared with,
 * up to the digest {@code compared}, or all of them if that is null. A time of 0 stands for never. {@code rank} orders a region's values by its policy, {@code rank_all} all values by that of the whole
 * store. Stateless.
 */
final class Schema {
    /** What this version writes, and the only one that it reads. */
    static final long FORMAT = 2;

    /** Marks our files, in SQLite's header: the letters "Memo". */
    static final long APPLICATION = 0x4d656d6f;

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE state (id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, entries INTEGER NOT NULL,
              bytes INTEGER NOT NULL, policy TEXT NOT NULL, ranked INTEGER NOT NULL)""",
            """
            CREATE TABLE region (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, entries INTEGER NOT NULL,
              bytes INTEGER NOT NULL, policy TEXT NOT NULL, useful BLOB, compared BLOB)""",
            """
            CREATE TABLE entry (id INTEGER PRIMARY KEY, region INTEGER NOT NULL, digest BLOB NOT NULL, key BLOB NOT NULL,
              life BLOB NOT NULL, value BLOB NOT NULL)""",
            "CREATE UNIQUE INDEX entry_key ON entry (region, digest)",
            """
            CREATE TABLE usage (id INTEGER PRIMARY KEY, region INTEGER NOT NULL, weight INTEGER NOT NULL,
              gone_at INTEGER NOT NULL, created INTEGER NOT NULL, used INTEGER NOT NULL, used_at INTEGER NOT NULL,
              hits INTEGER NOT NULL, rank INTEGER NOT NULL, rank_all INTEGER NOT NULL)""",
            "CREATE INDEX usage_rank ON usage (region, rank)",
            "CREATE INDEX usage_rank_all ON usage (rank_all)",
            "CREATE INDEX usage_gone ON usage (region, gone_at) WHERE gone_at > 0",
            """
            CREATE TABLE lease (region INTEGER NOT NULL, digest BLOB NOT NULL, token INTEGER NOT NULL, owner TEXT NOT NULL,
              host TEXT NOT NULL, pid INTEGER NOT NULL, started INTEGER NOT NULL, ends_at INTEGER NOT NULL,
              lasts INTEGER NOT NULL, PRIMARY KEY (region, digest)) WITHOUT ROWID""",
            "INSERT INTO state VALUES (1, 0, 0, 0, 'LRU', 9223372036854775807)");

    private Schema() {}

    /** Returns whether the file has nothing in it yet, or refuses it if it is not ours, or from a later version. */
    static boolean isNew(Sql sql, String name) throws SQLException {
        long application = sql.number("PRAGMA application_id", 0);
        boolean empty = sql.number("SELECT count(*) FROM sqlite_schema", 0) == 0;
        if (application == 0 && empty) {
            return true;
        }
        if (application != APPLICATION) {
            throw new StoreException(
                    Kind.NOT_A_STORE,
                    name + ": it is not a store of Memo's, but another program's database. Name another file.");
        }
        long format = sql.number("PRAGMA user_version", 0);
        if (format > FORMAT) {
            throw new StoreException(
                    Kind.NEWER_FORMAT,
                    name + ": it was written by a later version of Memo, in format " + format + ", and this one knows "
                            + FORMAT + ". Use that version, name another file, or delete this one.");
        }
        return false;
    }

    /** Returns whether a file of ours is in a format before this one; such are not read, as nobody but us has any. */
    static boolean isOlder(Sql sql) throws SQLException {
        return sql.number("PRAGMA user_version", 0) < FORMAT;
    }

    /** Removes all tables, in a transaction of the caller's. */
    static void drop(Sql sql) throws SQLException {
        for (String table : List.of("state", "region", "entry", "usage", "lease")) {
            sql.run("DROP TABLE IF EXISTS " + table);
        }
    }

    /** Makes the tables, in a transaction of the caller's. */
    static void create(Sql sql) throws SQLException {
        for (String table : TABLES) {
            sql.run(table);
        }
        sql.run("PRAGMA application_id = " + APPLICATION);
        sql.run("PRAGMA user_version = " + FORMAT);
    }
}
