// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import org.jspecify.annotations.Nullable;

/** What came of reading a frame. Immutable, but for the value. */
public sealed interface Reading {

    /**
     * The value, which belongs to whoever has read it.
     *
     * @param value null where the method had returned null
     */
    record Value(@Nullable Object value) implements Reading {}

    /**
     * No value.
     *
     * @param detail what was found, for a log, without values; may be empty
     */
    record Miss(Mismatch mismatch, String detail) implements Reading {}
}
