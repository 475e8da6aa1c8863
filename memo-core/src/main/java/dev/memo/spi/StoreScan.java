// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import org.jspecify.annotations.Nullable;

/**
 * Which rows {@link Store#scan} is to visit, and how. Immutable.
 *
 * @param region the region, or null for all
 * @param order in which order
 * @param values whether the values' bytes are wanted; left out, they are empty
 * @param limit how many at most; {@link Long#MAX_VALUE} for all
 */
public record StoreScan(@Nullable String region, Order order, boolean values, long limit) {
    /** All rows, as the store has them, without the bytes of their values. */
    public static final StoreScan ALL = new StoreScan(null, Order.ANY, false, Long.MAX_VALUE);

    /** The order of the rows. Immutable. */
    public enum Order {
        /** Whichever costs least. */
        ANY,
        /** Those that were read most often first, and of equal ones those that were used last. */
        HOTTEST
    }

    /** Returns a scan of one region, otherwise like this. */
    public StoreScan of(String name) {
        return new StoreScan(name, order, values, limit);
    }

    /** Returns a scan with the values' bytes, otherwise like this. */
    public StoreScan withValues() {
        return new StoreScan(region, order, true, limit);
    }

    /** Returns a scan of at most this many rows, those that were read most often first, otherwise like this. */
    public StoreScan hottest(long rows) {
        return new StoreScan(region, Order.HOTTEST, values, rows);
    }
}
