// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import org.jspecify.annotations.Nullable;

/**
 * Decides which entry goes when there is no room: a policy of the user's own, found by {@link java.util.ServiceLoader} or
 * registered with the builder, and chosen by its name.
 *
 * <p>The policy itself is a factory and must be thread-safe. Each method or cache that uses it has an {@link Order} of
 * its own.
 */
public interface EvictionPolicy {
    /** Returns the name that settings choose it by, whatever the case of its letters; never blank. */
    String name();

    /** Returns an order without entries. */
    Order newOrder();

    /**
     * The entries of one method or cache, in the order in which they are to go.
     *
     * <p>Calls never overlap. They are made under a lock of Memo's: they must be short, must not block and must not call
     * Memo. Accesses are told in the order in which they happened, at the latest before the next victim is asked for. If
     * a call throws, that is counted and reported, and the entry that was stored first goes.
     */
    interface Order {
        /** A new entry came in. */
        void added(Item item);

        /** The entry's value was overwritten, and with it perhaps its weight. */
        void updated(Item item);

        /** The entry was read. */
        void accessed(Item item);

        /** The entry has left: evicted, expired or invalidated; one by one also where all are cleared. */
        void removed(Item item);

        /**
         * Returns the entry that is to go, which stays in until {@link #removed} says otherwise; null for any. Not asked
         * where there are no entries.
         *
         * @param newcomer the entry for which room is needed, which may be the answer; null if it is of another method or
         *     cache
         */
        @Nullable
        Item victim(@Nullable Item newcomer);
    }

    /** An entry as a policy sees it. Confined to the calls of its order. */
    interface Item {
        /** Returns what it takes of the limits in bytes. */
        long weight();

        /** Returns how long its value took to load, in nanoseconds; 0 if it was put. */
        long loadNanos();

        /** Returns what {@link #attach} was given last, or null. */
        @Nullable
        Object attachment();

        /** Keeps an object of the policy's own with the entry. */
        void attach(@Nullable Object attachment);
    }
}
