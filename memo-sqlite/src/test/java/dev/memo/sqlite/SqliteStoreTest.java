// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.Store;
import dev.memo.spi.StoreSettings;
import dev.memo.testkit.StoreContract;
import java.nio.file.Path;

/** The store in a SQLite file does what every store must. Confined to one thread, but for the contract's tests of threads. */
class SqliteStoreTest extends StoreContract {
    @Override
    protected Store open(Path where, StoreSettings settings) {
        return new SqliteStoreProvider().open(settings);
    }

    @Override
    protected boolean survives() {
        return true;
    }
}
