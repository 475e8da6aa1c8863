// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import org.jspecify.annotations.Nullable;

/**
 * Says that a snapshot could not be saved or loaded, by {@code Memo.save}, {@code Memo.load} and their like; then nothing has
 * changed, in memory or on the disk.
 *
 * <p>The message is {@code <where>: <what is wrong>, <what was found>. <what to do>.} and shows no key and no value. As
 * thread-safe as any exception.
 */
public final class SnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Creates one with a message as above, and what caused it. */
    public SnapshotException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns what is wrong. */
    public Kind kind() {
        return kind;
    }

    /** What is wrong with a snapshot. Immutable. */
    public enum Kind {
        /** There is no such file. */
        MISSING,
        /** What is there is something else. */
        NOT_A_SNAPSHOT,
        /** It was written by a later version of Memo. */
        NEWER_FORMAT,
        /** It was cut off or changed since it was written. */
        DAMAGED,
        /** It is there and cannot be read. */
        UNREADABLE,
        /** It cannot be written. */
        UNWRITABLE
    }
}
