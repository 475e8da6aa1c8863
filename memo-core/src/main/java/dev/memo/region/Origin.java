// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** Something that a value was computed from. Implementations are thread-safe. */
interface Origin {
    /** Returns whether it has changed since: from false to true once, and never back. */
    boolean isOver();

    /** Returns what it takes of the limits to a value under a key with this hash: nothing if others pay for it. */
    default int charge(int hash) {
        return 24;
    }
}
