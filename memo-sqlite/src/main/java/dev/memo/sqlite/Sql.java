// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection that keeps its prepared statements. Confined to one thread at a time. */
final class Sql implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Returns the statement of this text, with these parameters bound: numbers, texts and bytes. */
    PreparedStatement bind(String text, Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(text);
        for (int i = 0; i < parameters.length; i++) {
            bind(statement, i + 1, parameters[i]);
        }
        return statement;
    }

    /** Changes rows and returns how many. */
    int update(String text, Object... parameters) throws SQLException {
        return bind(text, parameters).executeUpdate();
    }

    /** Runs a statement whose result does not matter; a row that were not read to the end would keep it from ending. */
    void run(String text) throws SQLException {
        PreparedStatement statement = prepare(text);
        if (statement.execute()) {
            statement.getResultSet().close();
        }
    }

    /** Returns the first number of the first row, or another if there is no row. */
    long number(String text, long otherwise, Object... parameters) throws SQLException {
        try (ResultSet rows = bind(text, parameters).executeQuery()) {
            return rows.next() ? rows.getLong(1) : otherwise;
        }
    }

    /** Returns the first text of the first row, or an empty one if there is no row. */
    String text(String text) throws SQLException {
        try (ResultSet rows = prepare(text).executeQuery()) {
            String found = rows.next() ? rows.getString(1) : null;
            return found == null ? "" : found;
        }
    }

    /** Returns the statement of this text, prepared at its first use. */
    PreparedStatement prepare(String text) throws SQLException {
        PreparedStatement kept = statements.get(text);
        if (kept == null) {
            kept = connection.prepareStatement(text);
            statements.put(text, kept);
        }
        return kept;
    }

    /** Does work on this connection, and has somebody told of it now and then. */
    <T> T telling(Runnable told, Activity.Work<T> work) throws SQLException {
        return Activity.during(connection, told, work);
    }

    private static void bind(PreparedStatement statement, int index, Object parameter) throws SQLException {
        if (parameter instanceof Long number) {
            statement.setLong(index, number);
        } else if (parameter instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else {
            statement.setString(index, (String) parameter);
        }
    }

    /** Closes the connection and with it the statements. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
