// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads that a store has not been told of: those of one key are told together. Beyond some thousands of keys, others are
 * not noted, which makes them look less used than they are. Guarded by the lock of its {@link StoreWriter}.
 */
final class Touches {
    private static final int MOST = 10_000;

    private final Map<StoreKey, Use> uses = new HashMap<>();

    boolean isEmpty() {
        return uses.isEmpty();
    }

    void add(StoreKey key, long usedAtMicros) {
        Use before = uses.get(key);
        if (before != null || uses.size() < MOST) {
            uses.put(key, new Use(usedAtMicros, before == null ? 1 : before.hits + 1));
        }
    }

    void clear() {
        uses.clear();
    }

    /** Moves all to the end of the changes. */
    void moveTo(List<StoreChange> changes) {
        uses.forEach((key, use) -> changes.add(StoreChange.touch(key, use.usedAtMicros, use.hits)));
        uses.clear();
    }

    /** When a key was read last, and how often. Immutable. */
    private record Use(long usedAtMicros, long hits) {}
}
