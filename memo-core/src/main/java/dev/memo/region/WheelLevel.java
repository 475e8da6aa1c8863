// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * One ring of a {@link TimerWheel}: sixteen lists of entries, in the order in which they came.
 *
 * <p>Guarded by the budget's lock.
 */
final class WheelLevel {
    private static final int SLOTS = 16;

    private final @Nullable Entry[] first = new Entry[SLOTS];
    private final @Nullable Entry[] last = new Entry[SLOTS];
    private final long[] earliest = new long[SLOTS];
    private int occupied;
    private int sorted;

    boolean isEmpty() {
        return occupied == 0;
    }

    /** Returns the first slot with entries at or after the given one, going round. There must be one. */
    int occupiedFrom(int slot) {
        int turned = (occupied >>> slot | occupied << (SLOTS - slot)) & 0xFFFF;
        return (slot + Integer.numberOfTrailingZeros(turned)) & (SLOTS - 1);
    }

    /** Returns a time that no entry of the slot was put down for before; that of its first one where it is sorted. */
    long earliest(int slot) {
        return earliest[slot];
    }

    Entry first(int slot) {
        Entry e = first[slot];
        if (e == null) {
            throw new IllegalStateException("a slot marked as occupied is empty");
        }
        return e;
    }

    /** Puts an entry down for a time, behind the others of its slot. */
    void append(int slot, Entry e, long due) {
        int bit = 1 << slot;
        Entry before = last[slot];
        boolean inOrder = due == e.deadlineNanos;
        if (before == null) {
            first[slot] = e;
            earliest[slot] = due;
            sorted = inOrder ? sorted | bit : sorted & ~bit;
        } else {
            before.dueAfter = e;
            earliest[slot] = due - earliest[slot] < 0 ? due : earliest[slot];
            sorted = inOrder && due - before.deadlineNanos >= 0 ? sorted : sorted & ~bit;
        }
        e.dueBefore(before);
        e.dueAfter = null;
        last[slot] = e;
        occupied |= bit;
    }

    void remove(int slot, Entry e) {
        Entry before = e.dueBefore();
        Entry after = e.dueAfter;
        if (after == null) {
            last[slot] = before;
        } else {
            after.dueBefore(before);
        }
        if (before == null) {
            begin(slot, after);
        } else {
            before.dueAfter = after;
        }
        e.dueBefore(null);
        e.dueAfter = null;
    }

    private void begin(int slot, @Nullable Entry e) {
        first[slot] = e;
        if (e == null) {
            occupied &= ~(1 << slot);
        } else if ((sorted & 1 << slot) != 0) {
            earliest[slot] = e.deadlineNanos;
        }
    }
}
