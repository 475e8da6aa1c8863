// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The one connection of this process that writes, one transaction after another. Thread-safe. */
final class Writer {
    private final Database database;
    private final Regions regions;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();

    private boolean closed; // guarded by lock

    private @Nullable Sql sql; // guarded by lock; null if there is none, or the last one was in trouble

    Writer(Database database, Regions regions, LongSupplier clock) {
        this.database = database;
        this.regions = regions;
        this.clock = clock;
    }

    /** Runs work in a transaction, which is all done, on the disk as far as the process goes, or not at all. */
    <T> T transact(Work<T> work) throws SQLException {
        lock.lock();
        try {
            Sql connection = connection();
            connection.run("BEGIN IMMEDIATE");
            // asked now, and not before the wait for other writers, whose changes would seem to come from the future
            Transaction transaction = Transaction.begin(connection, regions, clock.getAsLong());
            T result = work.run(transaction);
            transaction.finish();
            connection.run("COMMIT");
            transaction.committed();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Runs statements that must not be in a transaction. */
    void direct(Direct work) throws SQLException {
        lock.lock();
        try {
            work.run(connection());
        } finally {
            lock.unlock();
        }
    }

    private Sql connection() throws SQLException {
        if (closed) {
            throw new SQLException("It was closed meanwhile");
        }
        Sql open = sql;
        if (open == null) {
            open = database.open();
            sql = open;
        }
        return open;
    }

    /** A closed connection has no transaction, whatever state it was in. */
    private void rollBack() {
        Sql open = sql;
        sql = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException e) {
            return; // whoever is called back for the first trouble has enough to do
        }
    }

    /** Closes it for good, once nobody writes. */
    void close() throws SQLException {
        lock.lock();
        try {
            closed = true;
            if (sql != null) {
                sql.close();
                sql = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is done in a transaction. */
    interface Work<T> {
        T run(Transaction transaction) throws SQLException;
    }

    /** What is done outside of one. */
    interface Direct {
        void run(Sql sql) throws SQLException;
    }
}
