// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

/**
 * How much may wait to be written, and for how long. Immutable.
 *
 * @param everyNanos how long a value waits for others to be written with, at most: what a crash may lose
 * @param batch how many changes are written at once, at most
 * @param mostWaiting how many values may wait before callers are held back
 * @param mostBytes how many bytes of values may
 * @param patienceNanos how long a caller is held back, at most
 */
record Pace(long everyNanos, int batch, int mostWaiting, long mostBytes, long patienceNanos) {
    /**
     * Ten batches a second, and 32 MiB that wait. Digests are scattered, so that each row changes another page of their
     * index: the more rows in a batch, the fewer pages for each. A batch of so many keeps other writers waiting for some
     * 50 ms.
     */
    static final Pace USUAL = new Pace(100_000_000, 4_000, 10_000, 32 << 20, 5_000_000_000L);
}
