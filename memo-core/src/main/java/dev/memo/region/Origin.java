// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** Something that a value was computed from. Implementations are thread-safe. */
interface Origin {
    /** Returns whether it has changed since: from false to true once, and never back. */
    boolean isOver();
}
