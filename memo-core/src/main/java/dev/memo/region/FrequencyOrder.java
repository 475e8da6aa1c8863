// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code lfu}: the entry with the fewest uses goes first, among equals the one that was used longest ago. Exact, with
 * nothing moved on a hit.
 *
 * <p>A hit only counts, in its entry. Entries lie in a {@link RecencyOrder} for the count that they had when they were put
 * there; when the lowest of these is asked for its oldest entry and that has been used since, it moves on to where it
 * belongs. A count only grows, so all that is below a list has moved on before the list is opened, and its stamps come in
 * the growing order that a {@link RecencyOrder} wants. Each use pays for at most one move: O(log n) amortised, with n the
 * number of different counts.
 *
 * <p>Guarded by the budget's lock, but for counts and stamps, which hits write without it.
 */
final class FrequencyOrder extends Order {
    private final Recency recency;
    private final TreeMap<Integer, RecencyOrder> byCount = new TreeMap<>();

    FrequencyOrder(Recency recency) {
        this.recency = recency;
    }

    @Override
    void add(Entry e) {
        StampedEntry used = StampedEntry.of(e);
        used.index = used.uses();
        RecencyOrder list = byCount.get(used.index);
        if (list != null) {
            list.add(e);
            return;
        }
        list = new RecencyOrder(recency);
        list.add(e);
        byCount.put(used.index, list); // last, as there may be no memory for any of it
    }

    @Override
    void remove(Entry e) {
        int count = StampedEntry.of(e).index;
        RecencyOrder list = byCount.get(count);
        if (list == null) {
            throw new IllegalStateException("an entry to remove is in no list");
        }
        list.remove(e);
        if (list.isEmpty()) {
            byCount.remove(count);
        }
    }

    @Override
    void replace(Entry old, Entry fresh) {
        remove(old);
        StampedEntry used = StampedEntry.of(fresh);
        used.usedAs(StampedEntry.of(old));
        used.addUse();
        add(fresh);
    }

    /** The newcomer steps aside: with the fewest uses of all, it would always be the one to go. */
    @Override
    @Nullable
    Entry victim(@Nullable Entry newcomer) {
        if (newcomer == null) {
            return leastUsed();
        }
        remove(newcomer);
        Entry victim = leastUsed();
        add(newcomer);
        return victim;
    }

    @Override
    void used(Entry e) {
        StampedEntry used = StampedEntry.of(e);
        used.addUse();
        recency.used(used);
    }

    private @Nullable Entry leastUsed() {
        for (; ; ) {
            Map.Entry<Integer, RecencyOrder> lowest = byCount.firstEntry();
            StampedEntry e = lowest == null ? null : lowest.getValue().oldest();
            if (lowest == null || e == null || e.uses() == lowest.getKey()) {
                return e;
            }
            remove(e);
            add(e);
        }
    }
}
