// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * The entries of one region in exact order of last use, without moving any of them on a hit.
 *
 * <p>A hit only writes a new stamp into its entry. This is a monotone radix heap over those stamps (Ahuja, Mehlhorn,
 * Orlin and Tarjan, "Faster algorithms for the shortest path problem", 1990): an entry lies in the list of the highest
 * bit in which its stamp differed from {@code last}, the stamp of the oldest one found so far. Stamps that grew since
 * are noticed when their list is opened, and the entry then moves on. Each hit pays for at most one such move and each
 * entry descends at most once per bit, so finding the oldest is O(log n) amortised, with no list to move in on hits.
 *
 * <p>Guarded by the budget's lock, but for the stamps, which hits write without it; one that is late by a lost race
 * counts as oldest.
 */
final class RecencyOrder {
    private final @Nullable Entry[] lists = new Entry[64];
    private long occupied;
    private long last;

    void add(Entry e) {
        long stamp = Math.max(e.stamp(), last);
        int rank = Math.min(63, 64 - Long.numberOfLeadingZeros(stamp ^ last));
        e.rank = (byte) rank;
        Entry first = lists[rank];
        e.newer = first;
        e.older = null;
        if (first != null) {
            first.older = e;
        }
        lists[rank] = e;
        occupied |= 1L << rank;
    }

    void remove(Entry e) {
        Entry before = e.older;
        Entry after = e.newer;
        if (before != null) {
            before.newer = after;
        } else {
            lists[e.rank] = after;
            if (after == null) {
                occupied &= ~(1L << e.rank);
            }
        }
        if (after != null) {
            after.older = before;
        }
        e.older = null;
        e.newer = null;
    }

    /** Returns a stamp that no entry here is older than. */
    long lowerBound() {
        return occupied == 0 ? Long.MAX_VALUE : last;
    }

    /** Returns the least recently used entry, or null if there is none. */
    @Nullable
    Entry oldest() {
        while (occupied != 0) {
            int rank = Long.numberOfTrailingZeros(occupied);
            if (rank == 0) {
                Entry e = first(0);
                if (e.stamp() <= last) {
                    return e;
                }
                remove(e);
                add(e);
            } else {
                open(rank);
            }
        }
        return null;
    }

    /** Moves on what was used since it was put here; then, if anything is left, starts over from its oldest. */
    private void open(int rank) {
        long least = Long.MAX_VALUE;
        Entry e = lists[rank];
        while (e != null) {
            Entry rest = e.newer;
            long stamp = Math.max(e.stamp(), last);
            if (Math.min(63, 64 - Long.numberOfLeadingZeros(stamp ^ last)) == rank) {
                least = Math.min(least, stamp);
            } else {
                remove(e);
                add(e);
            }
            e = rest;
        }
        if (least == Long.MAX_VALUE) {
            return;
        }
        e = lists[rank];
        last = least;
        while (e != null) {
            Entry rest = e.newer;
            remove(e);
            add(e);
            e = rest;
        }
    }

    private Entry first(int rank) {
        Entry e = lists[rank];
        if (e == null) {
            throw new IllegalStateException("a list marked as occupied is empty");
        }
        return e;
    }
}
