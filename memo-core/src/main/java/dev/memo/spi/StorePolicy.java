// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.util.Arrays;
import java.util.Locale;

/**
 * Which values of a store go first where there are more than its limits allow. What was put by the write that needs the room
 * goes last under all of them. Immutable.
 */
public enum StorePolicy {
    /** The one that was used least recently. */
    LRU,
    /** The one that was read least often, and of equal ones the one that was used least recently. */
    LFU,
    /** The one that was put first; an overwrite keeps the place. */
    FIFO,
    /** The one that was put last; an overwrite keeps the place. */
    LIFO,
    /** The one that was used most recently. */
    MRU,
    /** Any, by chance; the same ones in each run where the same is done. */
    RANDOM;

    private static final int STAMP_BITS = 43;
    private static final long MAX_HITS = (1L << (63 - STAMP_BITS)) - 1;

    /**
     * Returns the policy of this name, whatever the case of its letters.
     *
     * @throws IllegalArgumentException if there is none; the message names those there are
     */
    public static StorePolicy of(String name) {
        for (StorePolicy policy : values()) {
            if (policy.name().equalsIgnoreCase(name.strip())) {
                return policy;
            }
        }
        String known = Arrays.toString(values()).toLowerCase(Locale.ROOT);
        throw new IllegalArgumentException(
                "Policy of a store: there is none of this name, was \"" + name + "\". Use one of " + known + ".");
    }

    /**
     * Returns a number that orders values: the one with the least goes first.
     *
     * @param created the stamp of its first put: from a counter that grows with each change, under 2^43
     * @param used the stamp of its last use, from the same counter
     * @param hits how often it was read
     */
    public long rank(long created, long used, long hits) {
        // no switch: the compiler would make a class for it here, where there are only words
        if (this == LFU) {
            return (Math.min(hits, MAX_HITS) << STAMP_BITS) | used;
        }
        if (this == RANDOM) {
            return scatter(created);
        }
        long stamp = this == LRU || this == MRU ? used : created;
        return this == LIFO || this == MRU ? -stamp : stamp;
    }

    /** The finalizer of MurmurHash3 (Austin Appleby), which scatters numbers that follow one another. */
    private static long scatter(long stamp) {
        long mixed = (stamp ^ (stamp >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (mixed ^ (mixed >>> 33)) >>> 1;
    }
}
