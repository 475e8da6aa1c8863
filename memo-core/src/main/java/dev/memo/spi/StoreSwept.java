// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.util.List;

/**
 * What came of a {@link Store#sweep}. Immutable.
 *
 * @param expired how many ended values were removed
 * @param outdated how many values were removed since they are of no use, see {@link Store#keepOnly}
 * @param evicted keys of living values that were removed since a limit was lowered, or another process has none; heap tiers drop
 *     them too
 * @param more whether there may be more to do, and another step would pay
 */
public record StoreSwept(long expired, long outdated, List<StoreKey> evicted, boolean more) {
    /** Makes the list unmodifiable. */
    public StoreSwept {
        evicted = List.copyOf(evicted);
    }
}
