// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.Store;
import dev.memo.spi.StoreProvider;
import dev.memo.spi.StoreSettings;
import java.util.function.UnaryOperator;

/**
 * Opens SQLite files for runtimes under test, with what a test puts in between: it is found before the provider that users
 * have. Thread-safe.
 */
public final class WatchedProvider implements StoreProvider {
    private static volatile UnaryOperator<Store> between = UnaryOperator.identity();

    /** Creates one; {@link java.util.ServiceLoader} does. */
    public WatchedProvider() {}

    /** Puts something between runtimes and the stores that they open from now on. */
    static void between(UnaryOperator<Store> wrap) {
        between = wrap;
    }

    /** Lets runtimes have stores as they are. */
    static void nothingBetween() {
        between = UnaryOperator.identity();
    }

    @Override
    public String type() {
        return "sqlite";
    }

    @Override
    public Store open(StoreSettings settings) {
        return between.apply(SqliteStore.open(settings));
    }
}
