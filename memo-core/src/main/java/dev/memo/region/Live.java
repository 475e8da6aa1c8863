// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * An entry that could be served when it was looked at. Immutable.
 *
 * @param entry the key; it stays the same as long as its value does
 * @param stored the value as it is kept
 */
public record Live(Entry entry, Object stored) {
    /** Returns whether null is kept under the key. */
    public boolean isNull() {
        return Tagged.plain(stored) == Values.NULL;
    }
}
