// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code lru}: the entries of one region in exact order of last use, without moving any of them on a hit.
 *
 * <p>A hit only writes a new stamp into its entry. This is a monotone radix heap over those stamps (Ahuja, Mehlhorn,
 * Orlin and Tarjan, "Faster algorithms for the shortest path problem", 1990), with digits of four bits: an entry lies in
 * the list of the highest digit in which its stamp differed from {@code last}, a stamp that no entry is below, and of that
 * digit's value. Stamps that grew since are noticed when their list is opened, and the entry then moves on. Each hit pays
 * for at most one such move and each entry descends at most once per digit, so finding the oldest is O(log n) amortised,
 * with no list to move in on hits.
 *
 * <p>Guarded by the budget's lock, but for the stamps, which hits write without it; one that is late by a lost race
 * counts as oldest.
 */
final class RecencyOrder extends Order {
    private static final int BITS = 4;
    private static final int VALUES = 1 << BITS;
    private static final int LEVELS = Long.SIZE / BITS;

    private final Recency recency;

    /** The lists by level and value; grows to the highest level that was needed. */
    private @Nullable StampedEntry[] lists = new StampedEntry[VALUES];

    /** For each level, which of its lists are not empty. */
    private final short[] occupied = new short[LEVELS];

    /** Which levels have such lists. */
    private int levels;

    private long last;

    RecencyOrder(Recency recency) {
        this.recency = recency;
    }

    @Override
    void add(Entry entry) {
        StampedEntry e = StampedEntry.of(entry);
        long stamp = Math.max(e.stamp(), last);
        int level = levelOf(stamp);
        int value = (int) (stamp >>> (level * BITS)) & (VALUES - 1);
        int place = level * VALUES + value;
        e.rank = (byte) place;
        if (place >= lists.length) {
            lists = Arrays.copyOf(lists, (level + 1) * VALUES);
        }
        StampedEntry first = lists[place];
        e.newer = first;
        e.older = null;
        if (first != null) {
            first.older = e;
        }
        lists[place] = e;
        occupied[level] |= (short) (1 << value);
        levels |= 1 << level;
    }

    @Override
    void remove(Entry entry) {
        StampedEntry e = StampedEntry.of(entry);
        Node before = e.older;
        StampedEntry after = (StampedEntry) e.newer;
        if (before != null) {
            before.newer = after;
        } else {
            startAt(after, e.rank);
        }
        if (after != null) {
            after.older = before;
        }
        e.older = null;
        e.newer = null;
    }

    /** The one used longest ago is never the newcomer, unless that is alone. */
    @Override
    @Nullable
    Entry victim(@Nullable Entry newcomer) {
        Entry oldest = oldest();
        return oldest == newcomer ? null : oldest;
    }

    @Override
    void used(Entry e) {
        recency.used(StampedEntry.of(e));
    }

    boolean isEmpty() {
        return levels == 0;
    }

    @Override
    long lowerBound() {
        return levels == 0 ? Long.MAX_VALUE : last;
    }

    /** Returns the least recently used entry, or null if there is none. */
    @Nullable
    StampedEntry oldest() {
        while (levels != 0) {
            int level = Integer.numberOfTrailingZeros(levels);
            int value = Integer.numberOfTrailingZeros(occupied[level]);
            last = last >>> (level * BITS) >>> BITS << BITS << (level * BITS) | (long) value << (level * BITS);
            StampedEntry first = first(level, value);
            if (level > 0) {
                spread(first, level, value);
            } else if (first.stamp() <= last) {
                return first;
            } else {
                remove(first);
                add(first);
            }
        }
        return null;
    }

    /** Opens a list: its entries go to lower levels, or to where their stamps have grown to. */
    private void spread(StampedEntry first, int level, int value) {
        startAt(null, (byte) (level * VALUES + value));
        StampedEntry e = first;
        while (e != null) {
            StampedEntry rest = (StampedEntry) e.newer;
            add(e);
            e = rest;
        }
    }

    private void startAt(@Nullable StampedEntry first, byte rank) {
        int level = (rank & 0xFF) / VALUES;
        int value = rank & (VALUES - 1);
        lists[rank & 0xFF] = first;
        if (first == null) {
            occupied[level] &= (short) ~(1 << value);
            levels &= occupied[level] == 0 ? ~(1 << level) : -1;
        }
    }

    private int levelOf(long stamp) {
        return stamp == last ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(stamp ^ last)) / BITS;
    }

    private StampedEntry first(int level, int value) {
        StampedEntry e = lists[level * VALUES + value];
        if (e == null) {
            throw new IllegalStateException("a list marked as occupied is empty");
        }
        return e;
    }
}
