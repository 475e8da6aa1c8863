// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.snapshot.SnapshotRow;
import dev.memo.spi.StoreKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link Shelf} holds for one region, the least used first. Guarded by the budget's lock, but for {@link #isEmpty}. */
final class ShelfRows {
    private final Map<StoreKey, Ranked> rows = new LinkedHashMap<>();
    private volatile int size;
    private long bytes;

    /** Returns whether there is nothing, without the lock: what has just been put may be missed. */
    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    long bytes() {
        return bytes;
    }

    /** Puts in a row, to be used more than all others, unless there is a newer one, or the same; returns that. */
    @Nullable
    SnapshotRow put(SnapshotRow row, long rank) {
        Ranked old = rows.remove(row.key());
        boolean older = old != null
                && old.row().value().writtenAtMicros() >= row.value().writtenAtMicros();
        SnapshotRow kept = older && old != null ? old.row() : row;
        rows.put(kept.key(), new Ranked(kept, rank));
        count(kept, old == null ? null : old.row());
        return old == null ? null : old.row();
    }

    @Nullable
    SnapshotRow take(StoreKey key) {
        Ranked taken = rows.remove(key);
        if (taken != null) {
            count(null, taken.row());
        }
        return taken == null ? null : taken.row();
    }

    /** Returns the row of a key, null if there is none. */
    @Nullable
    SnapshotRow get(StoreKey key) {
        Ranked there = rows.get(key);
        return there == null ? null : there.row();
    }

    /** Returns the row that is used least; there must be one. */
    SnapshotRow coldest() {
        return rows.values().iterator().next().row();
    }

    /** Returns the rank of the row that is used least, the greatest number if there is none. */
    long lowestRank() {
        Iterator<Ranked> all = rows.values().iterator();
        return all.hasNext() ? all.next().rank() : Long.MAX_VALUE;
    }

    List<Ranked> all() {
        return List.copyOf(rows.values());
    }

    private void count(@Nullable SnapshotRow in, @Nullable SnapshotRow out) {
        bytes += (in == null ? 0 : in.weight()) - (out == null ? 0 : out.weight());
        size = rows.size();
    }

    /** A row, and how much it was used in comparison with those of other regions. Immutable. */
    record Ranked(SnapshotRow row, long rank) {}
}
