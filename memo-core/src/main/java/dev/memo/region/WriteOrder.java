// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * The entries of one region in the order in which they were written: with one ttl, the order in which they expire.
 *
 * <p>Guarded by the budget's lock.
 */
final class WriteOrder {
    private @Nullable Entry first;
    private @Nullable Entry last;

    @Nullable
    Entry first() {
        return first;
    }

    void add(Entry e) {
        e.writtenBefore = last;
        e.writtenAfter = null;
        if (last == null) {
            first = e;
        } else {
            last.writtenAfter = e;
        }
        last = e;
    }

    void remove(Entry e) {
        Entry before = e.writtenBefore;
        Entry after = e.writtenAfter;
        if (before == null) {
            first = after;
        } else {
            before.writtenAfter = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.writtenBefore = before;
        }
        e.writtenBefore = null;
        e.writtenAfter = null;
    }
}
