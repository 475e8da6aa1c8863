// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.snapshot.SnapshotRow;
import dev.memo.spi.StoreKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rows of a {@link Shelf} have a tag. Guarded by the budget's lock, but for {@link #isEmpty}. */
final class ShelfTags {
    private final Map<String, Set<StoreKey>> keys = new HashMap<>();
    private volatile boolean empty = true;

    /** Returns whether no row has a tag, without the lock: what has just been put may be missed. */
    boolean isEmpty() {
        return empty;
    }

    void added(SnapshotRow row) {
        for (String tag : row.tags()) {
            keys.computeIfAbsent(tag, name -> new LinkedHashSet<>()).add(row.key());
            empty = false;
        }
    }

    void removed(SnapshotRow row) {
        for (String tag : row.tags()) {
            Set<StoreKey> rows = keys.get(tag);
            if (rows != null && rows.remove(row.key()) && rows.isEmpty()) {
                keys.remove(tag);
            }
        }
        empty = keys.isEmpty();
    }

    /** Returns one row that has the tag, any tag for null; null if there is none. */
    @Nullable
    StoreKey any(@Nullable String tag) {
        Set<StoreKey> rows = tag != null
                ? keys.get(tag)
                : keys.isEmpty() ? null : keys.values().iterator().next();
        return rows == null ? null : rows.iterator().next();
    }
}
