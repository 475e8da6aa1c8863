// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * How long a region's entries live: ttl from the write, idle from the last read, or both.
 *
 * <p>Far from its end an entry is judged by the coarse clock; near it, by the exact one, so that nothing is served at
 * its deadline or after. Thread-safe.
 */
final class Lifetime {
    private static final long NEAR_NANOS = 100_000_000;

    /** Whether entries of the region end at all. */
    final boolean ends;

    private final long ttlNanos;
    private final long idleNanos;
    private final CoarseClock clock;

    Lifetime(long ttlNanos, long idleNanos, CoarseClock clock) {
        this.ttlNanos = ttlNanos;
        this.idleNanos = idleNanos;
        this.clock = clock;
        this.ends = ttlNanos > 0 || idleNanos > 0;
    }

    /** Returns whether the entry may be served now, and if so takes note of the read. */
    boolean servable(Entry e) {
        long now = clock.now();
        if (remaining(e, now) <= NEAR_NANOS) {
            now = clock.exact();
            if (remaining(e, now) <= 0) {
                return false;
            }
        }
        if (idleNanos > 0 && now - e.readNanos() > 0) { // the last tick may be before the write
            e.readNanos(now);
        }
        return true;
    }

    /** Returns whether the entry has ended, by the exact clock. */
    boolean expired(Entry e) {
        return ends && remaining(e, clock.exact()) <= 0;
    }

    /** Starts the entry's life. */
    void written(Entry e) {
        if (ends) {
            long now = clock.exact();
            e.deadlineNanos = now + ttlNanos;
            e.readNanos(now);
        }
    }

    private long remaining(Entry e, long now) {
        long left = Long.MAX_VALUE;
        if (ttlNanos > 0) {
            left = e.deadlineNanos - now;
        }
        if (idleNanos > 0) {
            left = Math.min(left, idleNanos - (now - e.readNanos()));
        }
        return left;
    }
}
