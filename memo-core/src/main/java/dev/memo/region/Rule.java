// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * A way to run {@link Segments}.
 *
 * @param probation the share of the entries on probation; 1 makes it plain LRU
 * @param byRate whether a key that comes back must also be used more often than the one it would displace
 *
 * <p>Immutable.
 */
record Rule(float probation, boolean byRate) {
    /** Of this many entries, how many are on probation. */
    int probation(int entries) {
        return Math.min(entries, Math.max(1, (int) (entries * probation)));
    }
}
