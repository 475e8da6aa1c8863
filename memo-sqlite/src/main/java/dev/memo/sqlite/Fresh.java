// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreValue;

/**
 * A value that is to be put. Immutable.
 *
 * @param stamp its place among all changes, and its number if it is inserted
 * @param region its region's number
 */
record Fresh(long stamp, long region, StoreKey key, StoreValue value, long weight) {
    static Fresh of(Transaction tx, long region, StoreChange.Put put) {
        return new Fresh(tx.nextStamp(), region, put.key(), put.value(), StoreRow.weight(put.key(), put.value()));
    }
}
