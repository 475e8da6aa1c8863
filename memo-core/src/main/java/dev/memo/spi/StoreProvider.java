// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

/**
 * Opens stores of one type: found by {@link java.util.ServiceLoader}, and chosen by its name. Thread-safe.
 */
public interface StoreProvider {
    /** Returns the name that settings choose it by, such as {@code sqlite}; always the same one, never blank. */
    String type();

    /**
     * Opens a store. Does I/O, and may wait for other processes for a few seconds; does not look at all that is in there.
     *
     * @throws StoreException if it cannot be opened; {@link StoreException#kind} says whether trying again later may help
     */
    Store open(StoreSettings settings);
}
