// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A cache as one writes it by hand on sqlite-jdbc: a table of keys and values, and prepared statements that are kept. Nothing
 * ends, nothing is counted, nothing is evicted. Confined to one thread.
 */
final class BareSqlite implements AutoCloseable {
    /** The settings that Memo's store has: a write-ahead log, and a commit that survives the process. */
    static final String[] AS_MEMO = {
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "wal_autocheckpoint = 4000",
        "journal_size_limit = 67108864",
        "cache_size = -16384",
        "temp_store = MEMORY"
    };

    /** The same with a commit that survives a power cut. */
    static final String[] SYNCED = {"journal_mode = WAL", "synchronous = FULL", "cache_size = -16384"};

    /** What SQLite does if nothing is said. */
    static final String[] DEFAULTS = {};

    private final Connection connection;
    private final PreparedStatement select;
    private final PreparedStatement insert;

    private BareSqlite(Connection connection) throws SQLException {
        this.connection = connection;
        this.select = connection.prepareStatement("SELECT value FROM cache WHERE key = ?");
        this.insert = connection.prepareStatement("INSERT OR REPLACE INTO cache (key, value) VALUES (?, ?)");
    }

    /** Opens one in a file, which is made if need be. */
    static BareSqlite open(Path file, String... pragmas) throws SQLException {
        Connection connection = connect(file, pragmas);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS cache (key BLOB PRIMARY KEY, value BLOB NOT NULL)");
        }
        return new BareSqlite(connection);
    }

    private static Connection connect(Path file, String... pragmas) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.execute("PRAGMA " + pragma);
            }
        }
        return connection;
    }

    /** Reads as diskcache does it: with a connection of the call's own. */
    static byte[] getOnce(Path file, byte[] key) throws SQLException {
        try (Connection connection = connect(file, AS_MEMO);
                PreparedStatement select = connection.prepareStatement("SELECT value FROM cache WHERE key = ?")) {
            return get(select, key);
        }
    }

    byte[] get(byte[] key) throws SQLException {
        return get(select, key);
    }

    private static byte[] get(PreparedStatement select, byte[] key) throws SQLException {
        select.setBytes(1, key);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? row.getBytes(1) : new byte[0];
        }
    }

    void put(byte[] key, byte[] value) throws SQLException {
        insert.setBytes(1, key);
        insert.setBytes(2, value);
        insert.executeUpdate();
    }

    /** Runs work in one transaction. */
    void together(Rounds.Step work) throws Exception {
        connection.setAutoCommit(false);
        work.run();
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
