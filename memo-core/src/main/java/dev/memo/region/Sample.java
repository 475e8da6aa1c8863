// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.Arrays;

/**
 * Which keys the shadows see: those whose hash, mixed, begins with some number of zeros; and, until the cache is full,
 * which they were in order of arrival.
 *
 * <p>Guarded by the lock of its order, but for {@link #note} and {@link #has}, which may answer by a number of zeros that is
 * out of date.
 */
final class Sample {
    static final int MOST = 256;

    private static final int NOTED = 128;

    /** The hits of keys in the sample since the last miss, as far as there is room; hits write here without a lock. */
    private final int[] noted = new int[NOTED];

    private int notes;
    private int[] hashes = new int[16];
    private int size;
    private int bits;

    boolean has(int hash) {
        return (hash * 0x9E3779B9L & 0xFFFFFFFFL) >>> (32 - bits) == 0;
    }

    /** Notes a hit, if its key is in the sample. What is lost by races or for want of room makes the sample smaller, no more. */
    void note(int hash) {
        int[] all = noted;
        int i = notes;
        if (i < all.length && has(hash)) {
            all[i] = hash;
            notes = i + 1;
        }
    }

    /** Returns how many hits were noted since they were forgotten. */
    int noted() {
        return Math.min(notes, NOTED);
    }

    /** Returns the hash of a hit that was noted. */
    int noted(int i) {
        return noted[i];
    }

    void forgetNoted() {
        notes = 0;
    }

    /** Of this many entries, how many are in the sample, about. */
    int share(int entries) {
        return entries >> bits;
    }

    boolean fits(int entries) {
        int share = share(entries);
        return share <= MOST && (bits == 0 || share >= MOST / 4);
    }

    /** Remembers a hash of the sample. */
    void add(int hash) {
        if (size == hashes.length && size < 2 * MOST) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        if (size < hashes.length) {
            hashes[size++] = hash;
        }
    }

    /** Adjusts the sample to a number of entries. */
    void fit(int entries) {
        bits = 0;
        while (share(entries) > MOST) {
            bits++;
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (has(hashes[i])) {
                hashes[kept++] = hashes[i];
            }
        }
        size = kept;
    }

    /** Returns what it remembers. */
    int[] hashes() {
        return Arrays.copyOf(hashes, size);
    }

    void forget() {
        hashes = new int[0];
        size = 0;
    }
}
