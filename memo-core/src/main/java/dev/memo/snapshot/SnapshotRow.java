// SPDX-License-Identifier: Apache-2.0
package dev.memo.snapshot;

import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreValue;
import java.util.List;

/**
 * One result in a snapshot, as a store would keep it. Immutable.
 *
 * @param key with the method's exact name for a region
 * @param value its frame and its times: 0 for {@code writtenAtMicros} if that is not known, and for {@code staleAtMicros} when
 *     it was read last, where its method's results end by that
 * @param outlived how often it was loaded since somebody asked for it last
 * @param tags the names that it is dropped by
 */
public record SnapshotRow(StoreKey key, StoreValue value, int outlived, List<String> tags) {
    /** What a row takes in memory beside its bytes, about. */
    private static final int OVERHEAD = 200;

    /** What a tag takes beside its name, in the row and in an index, about. */
    private static final int TAG_OVERHEAD = 120;

    /** Copies the tags. */
    public SnapshotRow {
        tags = List.copyOf(tags);
    }

    /** A row without tags. */
    public SnapshotRow(StoreKey key, StoreValue value, int outlived) {
        this(key, value, outlived, List.of());
    }

    /** Returns what the row takes in memory. */
    public long weight() {
        long weight = OVERHEAD + (long) key.bytes().length + key.digest().length + value.bytes().length;
        for (String tag : tags) {
            weight += TAG_OVERHEAD + tag.length();
        }
        return weight;
    }

    /** Returns when it ends, if nobody asks for it. */
    public long goneAtMicros() {
        return value.goneAtMicros(value.staleAtMicros());
    }

    /** Returns the same, loaded once more. */
    public SnapshotRow carried() {
        return new SnapshotRow(key, value, outlived + 1, tags);
    }
}
