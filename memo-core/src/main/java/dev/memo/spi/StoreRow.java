// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

/**
 * A row of a store as {@link Store#scan} tells of it. Immutable as its parts are.
 *
 * @param key its key
 * @param value its value, without the bytes if the scan left them out
 * @param weight what it takes of the store's limits, in bytes
 * @param usedAtMicros when it was put or touched last, in microseconds since 1970
 * @param hits how often it was read, as far as touches have told
 */
public record StoreRow(StoreKey key, StoreValue value, long weight, long usedAtMicros, long hits) {
    /** What a row takes of the limits beside its key, digest, fingerprint and value, in bytes. */
    public static final int OVERHEAD = 100;

    /** Returns what a row takes of the limits, in bytes: what is kept of it, and {@value #OVERHEAD} for the rest. */
    public static long weight(StoreKey key, StoreValue value) {
        return (long) OVERHEAD
                + key.digest().length
                + key.bytes().length
                + value.fingerprint().length
                + value.bytes().length;
    }
}
