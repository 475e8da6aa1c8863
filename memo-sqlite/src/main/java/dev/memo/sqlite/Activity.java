// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.ProgressHandler;

/** Tells somebody that a connection is at work: SQLite calls it after so many steps of a statement. Confined to one thread. */
final class Activity extends ProgressHandler {
    /** Some tenths of a second. */
    private static final int STEPS = 5_000_000;

    private final Runnable told;

    private Activity(Runnable told) {
        this.told = told;
    }

    /** Does work on a connection, and has somebody told of it now and then. */
    static <T> T during(Connection connection, Runnable told, Work<T> work) throws SQLException {
        ProgressHandler.setHandler(connection, STEPS, new Activity(told));
        try {
            return work.run();
        } finally {
            ProgressHandler.clearHandler(connection);
        }
    }

    @Override
    protected int progress() {
        told.run();
        return 0; // and go on
    }

    /** What is done meanwhile. */
    interface Work<T> {
        T run() throws SQLException;
    }
}
