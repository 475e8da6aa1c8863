// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * Tells a store of reads in the heap where they put off the end: of the first in each stretch of time, some four to eight of
 * which make the idle time, so that a hit does nothing for it but to compare two numbers.
 *
 * <p>What the store knows of an entry's last read may be a stretch too old, and never too young: after a restart an
 * entry may be gone a stretch before its time. Thread-safe.
 */
final class ReadNotes {
    private static final int STRETCHES = 4;

    private final RegionStore store;
    private final int shift;

    private ReadNotes(RegionStore store, long idleNanos) {
        this.store = store;
        this.shift = 63 - Long.numberOfLeadingZeros(Math.max(1, idleNanos / STRETCHES));
    }

    /** Returns null where there is no store, or reads put off no end. */
    static @Nullable ReadNotes of(@Nullable RegionStore store, RegionSettings settings) {
        long idleNanos = settings.lifespan().idleNanos();
        return store == null || idleNanos == 0 ? null : new ReadNotes(store, idleNanos);
    }

    /** Takes note of a read, by the time of it and of the one before. */
    void read(Entry e, long before, long now) {
        if (before >> shift != now >> shift) {
            store.touch(e);
        }
    }
}
