// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * The connections that read: as many as are in use at once, a few at most; the one that was used last is used first, as
 * its pages are at hand. Thread-safe.
 */
final class Readers {
    private static final int MOST = 8;

    private final Database database;
    private final Semaphore permits = new Semaphore(MOST);
    private final Deque<Sql> idle = new ArrayDeque<>(); // guarded by itself
    private boolean closed; // guarded by idle

    Readers(Database database) {
        this.database = database;
    }

    /** Runs a read on a connection that nobody else uses meanwhile. */
    <T> T read(Read<T> read) throws SQLException {
        permits.acquireUninterruptibly();
        try {
            Sql sql = take();
            boolean well = false;
            try {
                T result = read.run(sql);
                well = true;
                return result;
            } finally {
                giveBack(sql, well);
            }
        } finally {
            permits.release();
        }
    }

    private Sql take() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new SQLException("It was closed meanwhile");
            }
            Sql last = idle.pollLast();
            if (last != null) {
                return last;
            }
        }
        return database.open();
    }

    private void giveBack(Sql sql, boolean well) throws SQLException {
        synchronized (idle) {
            if (well && !closed) {
                idle.addLast(sql);
                return;
            }
        }
        sql.close();
    }

    /** Closes those that are idle now, and the others when they have read. */
    void close() throws SQLException {
        List<Sql> left;
        synchronized (idle) {
            closed = true;
            left = new ArrayList<>(idle);
            idle.clear();
        }
        for (Sql sql : left) {
            sql.close();
        }
    }

    /** What is read. */
    interface Read<T> {
        T run(Sql sql) throws SQLException;
    }
}
