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

    /** Returns whether it closes values, so that one that takes its own place has not left. */
    default boolean closes() {
        return false;
    }

    /** Returns a hook that hears the same and closes values. */
    static RemovalHook closing(RemovalHook hook) {
        return new RemovalHook() {
            @Override
            public void removed(Entry entry, Object stored, RemovalCause cause) {
                hook.removed(entry, stored, cause);
            }

            @Override
            public boolean closes() {
                return true;
            }
        };
    }
}
