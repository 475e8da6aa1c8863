// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what SQLite's errors mean, and what to do about them. Stateless. */
final class Errors {
    /** The low byte is the error, the rest its flavour. */
    private static final int PRIMARY = 0xff;

    private Errors() {}

    /** Returns the exception for what SQLite said of a store of this name. */
    static StoreException of(String name, SQLException e) {
        Kind kind = kind(e);
        return new StoreException(kind, name + ": " + problem(kind, code(e)), e);
    }

    /** Returns whether SQLite said that somebody else is writing. */
    static boolean isBusy(SQLException e) {
        return kind(e) == Kind.BUSY;
    }

    private static Kind kind(SQLException e) {
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(code(e).code & PRIMARY);
        return switch (primary) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Kind.BUSY;
            case SQLITE_FULL -> Kind.FULL;
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> Kind.READ_ONLY;
            case SQLITE_NOTADB -> Kind.NOT_A_STORE;
            // a column that should not be null is, a table is missing: nobody but a damaged file makes such
            case SQLITE_CORRUPT, SQLITE_FORMAT, SQLITE_CONSTRAINT, SQLITE_ERROR, SQLITE_MISMATCH -> Kind.CORRUPT;
            default -> Kind.UNREACHABLE;
        };
    }

    private static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private static String problem(Kind kind, SQLiteErrorCode code) {
        return switch (kind) {
            case BUSY ->
                "other processes kept it busy for too long" + found(code) + "Nothing needs to be done if it is rare.";
            case FULL -> "the disk has no room left" + found(code) + "Make room, or set a lower limit.";
            case READ_ONLY ->
                "it may not be written" + found(code) + "Give its owner write permission for it and its folder.";
            case NOT_A_STORE -> "it is not a database" + found(code) + "Name another file, or delete this one.";
            case CORRUPT -> "it is damaged" + found(code) + "It is moved aside, and a new one begun.";
            default -> "it cannot be read or written" + found(code) + "Check its disk and its folder.";
        };
    }

    private static String found(SQLiteErrorCode code) {
        return ", SQLite says " + code.name() + ". ";
    }
}
