// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Ticker;
import dev.memo.store.StoredTags;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one region are kept in a store. Immutable.
 *
 * @param ttlNanos how long the store lets any value be fresh, 0 for no limit of its own
 * @param maxHeapBytes how large a value may be to be in the heap too, 0 for no limit
 * @param through whether a call that has changed a value waits until the store has it
 * @param host whether loads are admitted by key among all processes
 * @param tags the store's
 * @param unstable is told of the parts of keys that have no place there
 */
public record StoreWays(
        Ticker ticker,
        long ttlNanos,
        long maxHeapBytes,
        boolean through,
        boolean host,
        StoredTags tags,
        Consumer<@Nullable Object[]> unstable) {
    /** Returns the same, with somebody who is told of keys that have no place in the store. */
    public StoreWays telling(Consumer<@Nullable Object[]> other) {
        return new StoreWays(ticker, ttlNanos, maxHeapBytes, through, host, tags, other);
    }
}
