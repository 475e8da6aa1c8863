// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;

/** A store's file that a test changes behind the store's back. Confined to one thread. */
public final class Tampered implements AutoCloseable {
    private final Sql sql;

    private Tampered(Sql sql) {
        this.sql = sql;
    }

    public static Tampered open(Path file) {
        try {
            return new Tampered(new Database(StoreFile.at(file.toString())).open());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void run(String statement) {
        try {
            sql.run(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            sql.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
