// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import org.jspecify.annotations.Nullable;

/**
 * Says what an entry takes of the limits in bytes, in place of its encoded length.
 *
 * <p>It is asked once for each value that is stored, with no lock held. A value whose weigher throws or says less than
 * nothing is not kept, which is counted; nor is one that weighs {@link Integer#MAX_VALUE} or more, whatever the limits: it is
 * too large. Implementations must be thread-safe.
 *
 * @param <K> the keys
 * @param <V> the values
 */
@FunctionalInterface
public interface Weigher<K, V> {
    /** Returns the weight, 0 or more and less than {@link Integer#MAX_VALUE}; it takes the place of all that Memo would reckon for the entry. */
    long weigh(K key, @Nullable V value);
}
