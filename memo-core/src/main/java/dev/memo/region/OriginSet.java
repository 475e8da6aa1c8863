// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All that one value was computed from. It is asked at each hit on that value, so it looks at its origins only where
 * something was invalidated since it did last, anywhere: else it compares two numbers. Thread-safe.
 */
final class OriginSet {
    private static final int BYTES = 32;
    private static final AtomicLong CHANGES = new AtomicLong();

    private final Origin[] origins;
    private volatile boolean over;

    /** Up to which change it has looked; a late writer may set it back, which only makes it look again. */
    private volatile long checked;

    OriginSet(Collection<Origin> origins) {
        this.origins = origins.toArray(Origin[]::new);
        this.checked = -1;
    }

    /** Notes that an origin is over, after it is. */
    static void changed() {
        long unused = CHANGES.incrementAndGet();
    }

    /** Returns how many changes there were. */
    static long changes() {
        return CHANGES.get();
    }

    /** Returns whether one of them is over. */
    boolean isOver() {
        long now = CHANGES.get(); // before they are looked at: what is over later is counted later
        if (!over && checked != now) {
            look(now);
        }
        return over;
    }

    private void look(long now) {
        for (Origin each : origins) {
            if (each.isOver()) {
                over = true;
                return;
            }
        }
        checked = now;
    }

    Origin[] origins() {
        return origins;
    }

    /** Returns what it takes of the limits under a key with this hash. */
    int bytes(int hash) {
        int bytes = BYTES + Weights.array(origins.length);
        for (Origin each : origins) {
            bytes += each.charge(hash);
        }
        return bytes;
    }

    int size() {
        return origins.length;
    }
}
