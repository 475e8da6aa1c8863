// SPDX-License-Identifier: Apache-2.0
package dev.memo.snapshot;

import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;

/**
 * One result in a snapshot, as a store would keep it. Immutable.
 *
 * @param key with the method's exact name for a region
 * @param value its frame and its times: 0 for {@code writtenAtMicros} if that is not known, and for {@code staleAtMicros} when
 *     it was read last, where its method's results end by that
 * @param outlived how often it was loaded since somebody asked for it last
 */
public record SnapshotRow(StoreKey key, StoreValue value, int outlived) {
    /** What a row takes in memory beside its bytes, about. */
    private static final int OVERHEAD = 200;

    /** Returns what the row takes in memory. */
    public long weight() {
        return OVERHEAD + (long) key.bytes().length + key.digest().length + value.bytes().length;
    }

    /** Returns when it ends, if nobody asks for it. */
    public long goneAtMicros() {
        return value.goneAtMicros(value.staleAtMicros());
    }

    /** Returns the same, loaded once more. */
    public SnapshotRow carried() {
        return new SnapshotRow(key, value, outlived + 1);
    }
}
