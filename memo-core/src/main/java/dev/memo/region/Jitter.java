// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * Shortens lifetimes, so that entries that were written together do not end together.
 *
 * <p>A lifetime of t becomes t * (1 - share * r), with an r that is spread evenly over 0..1 by key: never longer than t,
 * never nothing. A key has the same r each time, so that what is left of its life tells how old it is, and nothing need be
 * kept for that; which r that is differs by seed, and so from process to process. Immutable.
 *
 * @param share by which share a lifetime may come out shorter, 0 to 1
 */
record Jitter(double share, long seed) {
    /** Returns the lifetime of the key with this hash, or a shorter one; a positive one stays positive. */
    long shorten(long nanos, int hash) {
        if (share == 0 || nanos <= 0) {
            return nanos;
        }
        long off = (long) (nanos * share * even(hash));
        return Math.max(1, nanos - Math.max(0, off));
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014). */
    private double even(int hash) {
        long z = seed + hash * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
