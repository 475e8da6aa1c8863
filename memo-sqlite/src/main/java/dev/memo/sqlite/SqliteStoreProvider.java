// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.Store;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import dev.memo.spi.StoreProvider;
import dev.memo.spi.StoreSettings;

/** Opens stores in SQLite files; the location is the file's path. Stateless. */
public final class SqliteStoreProvider implements StoreProvider {
    private static final String JDBC = "java/sql/";

    /** Creates one; {@link java.util.ServiceLoader} does. */
    public SqliteStoreProvider() {}

    @Override
    public String type() {
        return "sqlite";
    }

    @Override
    public Store open(StoreSettings settings) {
        try {
            return SqliteStore.open(settings);
        } catch (NoClassDefFoundError e) {
            String missing = String.valueOf(e.getMessage());
            if (!missing.startsWith(JDBC)) {
                throw e;
            }
            String what = "it needs the JDK's module java.sql, which the application has not. ";
            String remedy = "Start the JVM with --add-modules java.sql.";
            throw new StoreException(Kind.UNREACHABLE, "Store " + settings.location() + ": " + what + remedy, e);
        }
    }
}
