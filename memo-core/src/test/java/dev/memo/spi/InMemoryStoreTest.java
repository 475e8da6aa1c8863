// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import dev.memo.testkit.InMemoryStore;
import dev.memo.testkit.StoreContract;
import java.nio.file.Path;

/** The store in the heap does what every store must. Confined to one thread, but for the contract's tests of threads. */
class InMemoryStoreTest extends StoreContract {
    @Override
    protected Store open(Path where, StoreSettings settings) {
        return new InMemoryStore(settings);
    }

    @Override
    protected boolean survives() {
        return false;
    }
}
