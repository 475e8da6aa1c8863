// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import dev.memo.spi.StoreKey;
import java.util.Arrays;

/** What a write must know of the row that is in its place. Immutable. */
// confined to one write, which changes no array
@SuppressWarnings("ArrayRecordComponent")
record Row(long id, long region, byte[] key, long weight, long goneAt, long created, long hits) {
    /** Returns whether it is this key's, and not that of another with the same digest. */
    boolean isOf(StoreKey other) {
        return Arrays.equals(key, other.bytes());
    }

    boolean isOver(long now) {
        return Times.isOver(goneAt, now);
    }
}
