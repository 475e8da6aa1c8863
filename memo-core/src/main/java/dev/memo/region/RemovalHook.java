// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.RemovalCause;

/** Hears of each entry that has left a region, with no lock held. Implementations are thread-safe. */
@FunctionalInterface
public interface RemovalHook {
    /**
     * Hears of one entry; what it throws is reported and goes no further.
     *
     * @param entry its key
     * @param stored its value as it was kept
     * @param cause why it left
     */
    void removed(Entry entry, Object stored, RemovalCause cause);
}
