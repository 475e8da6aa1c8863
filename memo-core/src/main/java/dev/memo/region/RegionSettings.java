// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;

/**
 * What a region was told: its name, lifetimes, barrier, storage and limits. Immutable.
 *
 * @param name for reports
 * @param ttlNanos from the write, 0 for no end
 * @param idleNanos from the last read, 0 for no end
 * @param barrier what one load is admitted per
 * @param storage as bytes or by reference
 * @param maxEntries 0 for no limit of its own
 * @param maxBytes 0 for no limit of its own
 * @param cacheNull whether null is kept
 */
public record RegionSettings(
        String name,
        long ttlNanos,
        long idleNanos,
        Barrier barrier,
        Storage storage,
        long maxEntries,
        long maxBytes,
        boolean cacheNull) {}
