// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.StoreKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a region's heap are in its store too: to be dropped when the store evicts them, and to tell the store of
 * their hits, of which it hears nothing.
 *
 * <p>Each that comes in has the two looked at that were looked at longest ago. Of those that were used since, the store is
 * told, so that what is hot in the heap is not what a store has longest not heard of: there it would go first, and from the
 * heap with it. As a store has room for what the heap has at least, an entry's turn comes before its end in the store does.
 * Those that are gone are forgotten on the way, so that nobody has to say here that one goes; there are no more of
 * them than of the others. Some 100 bytes an entry, which the limits do not count.
 *
 * <p>Keys are told apart by 64 bits of their digest: two with the same are evicted together, and too much is only slow.
 * Thread-safe; may be called under the budget's lock, and takes no other.
 */
final class StoredEntries {
    private static final int LOOKS = 2;

    private final Map<Long, Use> uses = new LinkedHashMap<>();

    /** Takes in an entry, in the place of another with its key. */
    synchronized void put(StoreKey key, Entry e) {
        uses.put(digest(key), new Use(e, markOf(e)));
    }

    /** Returns the entry of a key, and forgets it; null if there is none. */
    synchronized @Nullable Entry remove(StoreKey key) {
        Use found = uses.remove(digest(key));
        return found == null ? null : found.entry.last();
    }

    /** Looks at the next two; returns those that were used since they were looked at before. */
    synchronized List<Entry> used() {
        List<Entry> found = new ArrayList<>(LOOKS);
        for (int i = 0; i < LOOKS && !uses.isEmpty(); i++) {
            Iterator<Map.Entry<Long, Use>> first = uses.entrySet().iterator();
            Map.Entry<Long, Use> next = first.next();
            Long digest = next.getKey();
            Use use = next.getValue();
            first.remove();
            if (use.entry.state != Entry.GONE) {
                int mark = markOf(use.entry);
                uses.put(digest, new Use(use.entry, mark));
                if (mark != use.mark) {
                    found.add(use.entry);
                }
            }
        }
        return found;
    }

    synchronized int size() {
        return uses.size();
    }

    private static long digest(StoreKey key) {
        return ByteBuffer.wrap(key.digest()).getLong();
    }

    /** A number that is another one after a use, if the policy notes it: it is read as hits write it, without a lock. */
    private static int markOf(Entry e) {
        int mark = 31 * e.lastMiss + e.hits;
        if (e instanceof StampedEntry stamped) {
            mark = 31 * (31 * mark + stamped.uses()) + Long.hashCode(31 * stamped.stamp() + stamped.readNanos());
        }
        return mark;
    }

    /** An entry, and its mark when it was looked at last. Immutable. */
    private record Use(Entry entry, int mark) {}
}
