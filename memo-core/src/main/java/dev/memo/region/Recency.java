// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the uses of all entries of a runtime, so that their order of last use is exact across methods.
 *
 * <p>Thread-safe. A use of the entry that was used last anyway costs a read.
 */
final class Recency {
    private final AtomicLong latest = new AtomicLong(1);

    /** Marks the entry as the one used last. */
    void used(StampedEntry e) {
        if (e.stamp() != latest.get()) {
            e.stamp(latest.incrementAndGet());
        }
    }
}
