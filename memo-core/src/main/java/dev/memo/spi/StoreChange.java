// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

/**
 * One of the changes that {@link Store#write} makes, all or none. Immutable as its parts are.
 */
public sealed interface StoreChange {
    /** No lease: the put is made in any case. */
    long NO_LEASE = 0;

    /** Keeps a value under a key, in the place of another if there is one. */
    static StoreChange put(StoreKey key, StoreValue value) {
        return new Put(key, value, NO_LEASE);
    }

    /**
     * Keeps a value under a key and ends a lease of it, both at once; if the lease is no longer there, released, taken over
     * or dropped with what was removed, the value is not kept, and {@link StoreWritten#fenced} says so.
     */
    static StoreChange put(StoreKey key, StoreValue value, StoreLease lease) {
        return new Put(key, value, lease.token());
    }

    /** Removes a key's value, and fences off whoever holds a lease of it. */
    static StoreChange remove(StoreKey key) {
        return new Remove(key);
    }

    /** Removes all values of a region, and fences off whoever holds a lease in it. */
    static StoreChange removeRegion(String region) {
        return new RemoveRegion(region);
    }

    /** Removes all values of all regions, and fences off whoever holds a lease. */
    static StoreChange removeAll() {
        return new RemoveAll();
    }

    /**
     * Tells of reads: moves the key's idle end and its place in the order of use. Does nothing if there is no such value.
     *
     * @param usedAtMicros when it was read last, in microseconds since 1970
     * @param hits how often it was read since it was told last; not negative
     */
    static StoreChange touch(StoreKey key, long usedAtMicros, long hits) {
        return new Touch(key, usedAtMicros, hits);
    }

    /** See {@link StoreChange#put}. */
    record Put(StoreKey key, StoreValue value, long leaseToken) implements StoreChange {}

    /** See {@link StoreChange#remove}. */
    record Remove(StoreKey key) implements StoreChange {}

    /** See {@link StoreChange#removeRegion}. */
    record RemoveRegion(String region) implements StoreChange {}

    /** See {@link StoreChange#removeAll}. */
    record RemoveAll() implements StoreChange {}

    /** See {@link StoreChange#touch}. */
    record Touch(StoreKey key, long usedAtMicros, long hits) implements StoreChange {
        /** @throws IllegalArgumentException if there are fewer than no hits */
        public Touch {
            if (hits < 0) {
                throw new IllegalArgumentException("Touch of a store: hits must not be negative, was " + hits + ".");
            }
        }
    }
}
