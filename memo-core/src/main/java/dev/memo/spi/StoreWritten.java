// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.util.List;

/**
 * What came of a {@link Store#write}. Immutable.
 *
 * @param evicted keys of living values that were removed to keep the limits, in the order in which they went, and of such
 *     whose digest collided with that of a key that was put; heap tiers drop them too
 * @param expired how many ended values were removed on the way
 * @param fenced keys that were not put because the lease was no longer there
 * @param rejected keys that were not put because the value is too large for the limits; no older value is left under them
 * @param removed how many living values were removed because somebody said so
 */
public record StoreWritten(
        List<StoreKey> evicted, long expired, List<StoreKey> fenced, List<StoreKey> rejected, long removed) {
    /** Makes the lists unmodifiable. */
    public StoreWritten {
        evicted = List.copyOf(evicted);
        fenced = List.copyOf(fenced);
        rejected = List.copyOf(rejected);
    }
}
