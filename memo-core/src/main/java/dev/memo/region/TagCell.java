// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** When values with one tag were invalidated last. Thread-safe. */
final class TagCell {
    /** Whose it is. */
    final Tags tags;

    private volatile long invalidated;
    private volatile long outdated;

    /** Creates the tag with the time before which it may have been invalidated without anybody knowing. */
    TagCell(Tags tags, long since) {
        this.tags = tags;
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

    /** Returns the count of {@link Tags} at its last soft invalidation. */
    long outdated() {
        return outdated;
    }

    /** Notes a soft invalidation. The caller holds the lock of the tags. */
    void outdated(long now) {
        outdated = now;
    }
}
