// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * {@code fifo} and {@code lifo}: the entry that came in first, or last, goes first; reads don't count, and an overwrite
 * keeps its place.
 *
 * <p>Guarded by the budget's lock.
 */
final class InsertionOrder extends Order {
    private final Line line = new Line();
    private final boolean newestFirst;

    /** Creates an order without entries; {@code lifo} if the newest goes first. */
    InsertionOrder(boolean newestFirst) {
        this.newestFirst = newestFirst;
    }

    @Override
    void add(Entry e) {
        line.addNewest(e);
    }

    @Override
    void remove(Entry e) {
        line.remove(e);
    }

    @Override
    void replace(Entry old, Entry fresh) {
        StampedEntry.of(fresh).stamp(StampedEntry.of(old).stamp());
        line.replace(old, fresh);
    }

    @Override
    @Nullable
    Entry victim(@Nullable Entry newcomer) {
        Node next = newestFirst ? line.newest : line.oldest;
        if (next != null && next == newcomer) {
            next = newestFirst ? next.older : next.newer;
        }
        return (Entry) next;
    }
}
