// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.SplittableRandom;

/**
 * Shortens lifetimes by chance, so that entries that were written together do not end together.
 *
 * <p>A lifetime of t becomes t * (1 - share * r) with r even over 0..1: never longer than t, never nothing. The same
 * seed gives the same sequence. Guarded by the budget's lock.
 */
final class Jitter {
    private final double share;
    private final SplittableRandom random;

    /**
     * Creates a sequence.
     *
     * @param share by which share a lifetime may come out shorter, 0 to 1
     */
    Jitter(double share, long seed) {
        this.share = share;
        this.random = new SplittableRandom(seed);
    }

    /** Returns the lifetime, or a shorter one; a positive one stays positive. */
    long shorten(long nanos) {
        if (share == 0 || nanos <= 0) {
            return nanos;
        }
        long off = (long) (nanos * share * random.nextDouble());
        return Math.max(1, nanos - Math.max(0, off));
    }
}
