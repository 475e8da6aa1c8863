// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * The entries of one region that end, by the time when they are due to be looked at: the earliest is found at once.
 *
 * <p>This is a hierarchical timing wheel (Varghese and Lauck, "Hashed and hierarchical timing wheels", 1987, scheme 7)
 * whose finest tick is the nanosecond. A time is sixteen digits of four bits; an entry lies in the level of the highest
 * digit in which its time differs from the wheel's own, in the slot of that digit. The wheel's time never passes an entry,
 * so all times of a level are ahead on its ring, also where the clock wraps around. When the first entry of a slot may be due,
 * the wheel's time enters the slot, and its other entries descend, one by one as they are met: at most once per level each.
 * A slot whose entries came in the order of their deadlines, as with one ttl they do, is taken from its front and nothing descends.
 *
 * <p>Reads do not move an entry. One that is due is asked for its real end, and put down again if it was read since.
 * Guarded by the budget's lock.
 */
final class TimerWheel {
    private static final int LEVELS = 16;
    private static final long LEAST_SLACK = 10_000_000;
    private static final long MOST_SLACK = 1_000_000_000;
    private static final int SLACK_SHARE = 9;

    private final Lifetime lifetime;
    private final @Nullable WheelLevel[] levels = new WheelLevel[LEVELS];
    private int occupied;
    private long time;
    private long soonest;
    private long slack = MOST_SLACK;
    private int moves;

    TimerWheel(Lifetime lifetime) {
        this.lifetime = lifetime;
    }

    boolean isEmpty() {
        return occupied == 0;
    }

    /** Puts down an entry that was written now. */
    void add(Entry e, long now) {
        long due = due(e, now);
        if (occupied == 0) {
            time = now;
            soonest = due;
            slack = MOST_SLACK;
        } else {
            advance(now - soonest < 0 ? now : soonest);
            soonest = due - soonest < 0 ? due : soonest;
        }
        slack = Math.min(slack, Math.max(LEAST_SLACK, (due - now) >> SLACK_SHARE));
        place(e, due);
    }

    void remove(Entry e) {
        int level = e.spoke >> 4 & 15;
        WheelLevel ring = level(level);
        ring.remove(e.spoke & 15, e);
        if (ring.isEmpty()) {
            occupied &= ~(1 << level);
        }
    }

    /** Returns a time before which nothing is due; some time of the past if the wheel is empty. */
    long soonest() {
        return soonest;
    }

    /** Returns how much later than {@link #soonest} is soon enough: a small share of the shortest life. */
    long slack() {
        return slack;
    }

    /** Returns whether something may be due. */
    boolean due(long now) {
        if (occupied == 0 || soonest - now > 0) {
            return false;
        }
        seek();
        return soonest - now <= 0;
    }

    /**
     * Returns an entry that has ended, still in the wheel; null if there is none, or none was found within so many
     * moves: then something is {@link #due} still.
     */
    @Nullable
    Entry ended(long now, int most) {
        moves = 0;
        while (occupied != 0 && soonest - now <= 0) {
            int spoke = seek();
            if (soonest - now > 0) {
                return null;
            }
            Entry e = level(spoke >> 4).first(spoke & 15);
            long due = due(e, now);
            if (due - now <= 0) {
                return e;
            }
            if (moves == most) {
                return null;
            }
            advance(soonest);
            remove(e);
            place(e, due);
            moves++;
        }
        return null;
    }

    /** Returns how many entries the last {@link #ended} has moved. */
    int moves() {
        return moves;
    }

    /** Finds the slot whose time comes first, and makes that time {@link #soonest}; there must be an entry. */
    int seek() {
        int found = -1;
        for (int rest = occupied; rest != 0; rest &= rest - 1) {
            int level = Integer.numberOfTrailingZeros(rest);
            WheelLevel ring = level(level);
            int slot = ring.occupiedFrom(digit(time, level));
            long earliest = ring.earliest(slot);
            if (found < 0 || earliest - soonest < 0) {
                found = level << 4 | slot;
                soonest = earliest;
            }
        }
        return found;
    }

    private void place(Entry e, long due) {
        long at = due - time < 0 ? time : due;
        int level = (63 - Long.numberOfLeadingZeros((at ^ time) | 1)) >>> 2;
        int slot = digit(at, level);
        WheelLevel ring = levels[level];
        if (ring == null) {
            ring = new WheelLevel();
            levels[level] = ring;
        }
        e.spoke = (byte) (level << 4 | slot);
        ring.append(slot, e, at);
        occupied |= 1 << level;
    }

    private void advance(long to) {
        if (to - time > 0) {
            time = to;
        }
    }

    /** The farthest end is one to look again, so that differences of times keep their sign. */
    private long due(Entry e, long now) {
        return now + Math.min(lifetime.remaining(e, now), Lifetime.FOREVER);
    }

    private WheelLevel level(int level) {
        WheelLevel ring = levels[level];
        if (ring == null) {
            throw new IllegalStateException("a level that was never made has entries");
        }
        return ring;
    }

    private static int digit(long t, int level) {
        return (int) (t >>> (level << 2)) & 15;
    }
}
