// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * The life of one value in a region whose values age: fresh, stale, ended, and what is done about it.
 *
 * <p>Beside them an entry has the time at which a hit has to look closer ({@link Entry#deadlineNanos}): when a renewal is
 * due, at the latest when it is stale. Times are any number, so they are compared by their difference;
 * {@link Lifetime#NEVER} is none. Changed under the budget's lock, read by hits without.
 */
final class Phases {
    final long writtenNanos;

    /** When it is fresh no more. */
    final long staleNanos;

    /** When it must not be served any more. */
    final long endNanos;

    /** The renewal that is waiting or under way, or null. */
    volatile @Nullable Renewal renewal;

    private volatile boolean failed;
    private volatile long restNanos;

    Phases(long writtenNanos, long staleNanos, long endNanos) {
        this.writtenNanos = writtenNanos;
        this.staleNanos = staleNanos;
        this.endNanos = endNanos;
    }

    /** Returns those of an entry with a value, in a region whose values age. */
    static Phases of(Entry e) {
        Phases phases = StampedEntry.of(e).phases;
        if (phases == null) {
            throw new IllegalStateException("a value that ages has no times");
        }
        return phases;
    }

    boolean isStale(long now) {
        return staleNanos != Lifetime.NEVER && now - staleNanos >= 0;
    }

    /** Lets nobody try another renewal until then, as one did not work. */
    void rest(long until) {
        restNanos = until;
        failed = true;
    }

    boolean isResting(long now) {
        return failed && now - restNanos < 0;
    }
}
