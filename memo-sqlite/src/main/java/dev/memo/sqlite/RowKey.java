// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreKey;
import org.jspecify.annotations.Nullable;

/** The key of a row, which in a damaged file may be none. Stateless. */
final class RowKey {
    private RowKey() {}

    /** Returns it, or null if no key is like that. */
    static @Nullable StoreKey of(@Nullable String region, byte @Nullable [] digest, byte @Nullable [] key) {
        if (region == null || digest == null || key == null) {
            return null;
        }
        try {
            return new StoreKey(region, digest, key);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
