// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** When values with one tag were invalidated last. Thread-safe. */
final class TagCell {
    /** A tag with its place in the table and the reference that it is held by, without its name. */
    private static final int BYTES = 160;

    /** Whose it is. */
    final Tags tags;

    private volatile long invalidated;
    private volatile long outdated;

    private final int bytes;

    /** The hash of the key whose values pay for it; 0 while there is none. */
    private volatile int payer;

    /**
     * Creates a tag.
     *
     * @param since the time before which it may have been invalidated without anybody knowing
     */
    TagCell(Tags tags, String name, long since) {
        this.tags = tags;
        this.bytes = BYTES + name.length();
        invalidated = since;
    }

    /**
     * Returns what it takes of the limits to a value that has it, under a key with this hash. The values of one key pay, one
     * after the other, those of other keys do not: of two keys at once, or with the same hash, both may.
     */
    int charge(int hash) {
        if (payer == 0) {
            payer = hash;
        }
        return payer == hash ? bytes : 0;
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
