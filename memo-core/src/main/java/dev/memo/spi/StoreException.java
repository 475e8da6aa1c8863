// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import org.jspecify.annotations.Nullable;

/**
 * Says that a store could not do what it was asked. Memo catches it, goes on without the store, and says so once.
 *
 * <p>The message is {@code <where>: <what is wrong>, <what was found>. <what to do>.} and shows no key and no value. As
 * thread-safe as any exception.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Creates one with a message as above. */
    public StoreException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** Creates one with a message as above, and what caused it. */
    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns what is wrong. */
    public Kind kind() {
        return kind;
    }

    /** What is wrong with a store. Immutable. */
    public enum Kind {
        /** Others kept it busy for too long. The next call may succeed. */
        BUSY(false, true),
        /** There is no room left on the disk. Reads go on; writes may succeed once there is. */
        FULL(false, true),
        /** It may be read only, or not even that. It may be opened again later. */
        READ_ONLY(true, true),
        /** What is there is something else, which is left alone. It may be opened again once that has been put right. */
        NOT_A_STORE(true, true),
        /** It was written by a later version of Memo, and is left alone. */
        NEWER_FORMAT(true, true),
        /** It is damaged, and was moved aside where that is possible: opened again, it begins anew. */
        CORRUPT(true, true),
        /** It cannot be reached, read or written. It may be opened again later. */
        UNREACHABLE(true, true),
        /** It was closed by its user. */
        CLOSED(true, false);

        private final boolean over;
        private final boolean passing;

        Kind(boolean over, boolean passing) {
            this.over = over;
            this.passing = passing;
        }

        /** Returns whether this store object is of no more use: it is to be closed, and opened anew if at all. */
        public boolean over() {
            return over;
        }

        /** Returns whether trying again later may help. */
        public boolean passing() {
            return passing;
        }
    }
}
