// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** When values with one tag were invalidated last. Thread-safe. */
final class TagCell {
    private volatile long invalidated;

    /** Creates the tag with the time before which it may have been invalidated without anybody knowing. */
    TagCell(long since) {
        invalidated = since;
    }

    /** Returns the count of {@link Tags} at its last invalidation. */
    long invalidated() {
        return invalidated;
    }

    /** Notes an invalidation. The caller holds the lock of the tags, which makes it the last. */
    void invalidated(long now) {
        invalidated = now;
    }
}
