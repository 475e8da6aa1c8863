// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that is ready to be kept without a load, in the heap and in the region's store. Confined to who writes it.
 *
 * @param candidate the value for the heap
 * @param shelf its key's place in the store, with its frame where the store has room; null if there is no store
 */
public record Draft(Candidate candidate, RegionStore.@Nullable Shelf shelf) {
    void addShelfTo(List<RegionStore.Shelf> shelves) {
        if (shelf != null) {
            shelves.add(shelf);
        }
    }
}
