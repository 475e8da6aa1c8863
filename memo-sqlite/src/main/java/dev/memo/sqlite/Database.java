// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A SQLite file that connections are opened to: with a write-ahead log, so that readers wait for nobody, and synchronized as
 * little as keeps it whole, so that a commit survives the end of the process, though perhaps not that of the machine.
 *
 * <p>Connections are made without JDBC's {@code DriverManager}, which would keep the class loader alive for ever. Thread-safe.
 */
final class Database {
    /** How long a call waits for other writers. */
    private static final int BUSY_MILLIS = 5_000;

    /** How often to try what SQLite does not wait for by itself, such as the change to a write-ahead log. */
    private static final int TRIES = 200;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final StoreFile file;

    Database(StoreFile file) {
        this.file = file;
    }

    /** Returns where it is, as messages say it. */
    String name() {
        return "Store " + file.path();
    }

    StoreFile file() {
        return file;
    }

    /** Makes the file a store, or sees that it is one; a damaged file that cannot be told to be ours is refused. */
    void prepare() throws SQLException {
        boolean ours = false;
        try (Sql sql = connect()) {
            ours = sql.number("PRAGMA application_id", 0) == Schema.APPLICATION; // read before the tables are
            configure(sql);
            prepare(sql);
        } catch (SQLException e) {
            StoreException problem = problem(e);
            if (!ours && problem.kind() == Kind.CORRUPT) {
                throw new StoreException(
                        Kind.NOT_A_STORE,
                        name() + ": it is damaged, or not a database. Name another file, or delete this one.",
                        e);
            }
            throw e;
        }
    }

    private void prepare(Sql sql) throws SQLException {
        boolean isNew = isNew(sql);
        file.closeToOthers();
        retry(() -> sql.run("PRAGMA journal_mode = WAL"));
        // also where it is not new: who may not write learns it here
        retry(() -> sql.run("BEGIN IMMEDIATE"));
        if (isNew && Schema.isNew(sql, name())) {
            Schema.create(sql);
        } else if (Schema.isOlder(sql)) {
            Schema.drop(sql);
            Schema.create(sql);
        } else {
            sql.run("UPDATE state SET stamp = stamp + 1");
        }
        sql.run("COMMIT");
    }

    /** Looks in a transaction, as another process may make the tables between two looks. */
    private boolean isNew(Sql sql) throws SQLException {
        sql.run("BEGIN");
        boolean isNew = Schema.isNew(sql, name());
        sql.run("COMMIT");
        return isNew;
    }

    /** Opens a connection. */
    Sql open() throws SQLException {
        Sql sql = connect();
        try {
            configure(sql);
        } catch (SQLException e) {
            sql.close();
            throw e;
        }
        return sql;
    }

    private Sql connect() throws SQLException {
        String path = file.path().toString();
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        properties.setProperty("jdbc.get_generated_keys", "false"); // a SELECT after each INSERT, as dear as the INSERT
        return new Sql(new JDBC4Connection("jdbc:sqlite:" + path, path, properties));
    }

    private static void configure(Sql sql) throws SQLException {
        sql.run("PRAGMA synchronous = NORMAL");
        sql.run("PRAGMA wal_autocheckpoint = 4000");
        sql.run("PRAGMA journal_size_limit = 67108864");
        sql.run("PRAGMA cache_size = -16384");
        sql.run("PRAGMA temp_store = MEMORY");
    }

    private static void retry(Attempt attempt) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                attempt.run();
                return;
            } catch (SQLException e) {
                if (tries == TRIES || !Errors.isBusy(e)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Something that SQLite may be too busy for. */
    private interface Attempt {
        void run() throws SQLException;
    }

    /** Returns what SQLite's error means for this store. */
    StoreException problem(SQLException e) {
        return Errors.of(name(), e);
    }
}
