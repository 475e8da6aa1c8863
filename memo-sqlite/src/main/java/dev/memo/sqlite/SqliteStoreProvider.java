// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.Store;
import dev.memo.spi.StoreProvider;
import dev.memo.spi.StoreSettings;

/** Opens stores in SQLite files; the location is the file's path. Stateless. */
public final class SqliteStoreProvider implements StoreProvider {
    /** Creates one; {@link java.util.ServiceLoader} does. */
    public SqliteStoreProvider() {}

    @Override
    public String type() {
        return "sqlite";
    }

    @Override
    public Store open(StoreSettings settings) {
        return SqliteStore.open(settings);
    }
}
