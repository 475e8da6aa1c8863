// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import org.jspecify.annotations.Nullable;

/**
 * Hears of every entry that leaves a cache, exactly once, after it has left.
 *
 * <p>It is called with no lock held, by the thread whose operation removed the entry, or by the one that removes expired
 * ones. What it throws is counted and reported, and reaches nobody. Implementations must be thread-safe.
 *
 * @param <K> the keys
 * @param <V> the values
 */
@FunctionalInterface
public interface RemovalListener<K, V> {
    /**
     * Hears of one entry.
     *
     * @param key its key
     * @param value its value: the shared one, or a copy of an isolated one; null if null was kept, or if an isolated
     *     one cannot be read back
     * @param cause why it left
     */
    void removed(K key, @Nullable V value, RemovalCause cause);
}
