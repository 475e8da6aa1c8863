// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import org.jspecify.annotations.Nullable;

/**
 * Says that a value could not be turned to bytes, or bytes not be turned back to a value.
 *
 * <p>The message names the type and what to do about it, and never shows the value. As thread-safe as any exception.
 */
public final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one with a message in the form {@code <where>: <what is wrong>, <what was found>. <what to do>.} */
    public CodecException(String message) {
        super(message);
    }

    /** Creates one with a message as above, and what caused it; the cause's message must not show values either. */
    public CodecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    private CodecException(String message, @Nullable Throwable cause, boolean stackTrace) {
        super(message, cause, false, stackTrace);
    }

    /** Returns one for a refusal that was explained before: it has no stack trace, and so costs little. */
    public static CodecException repeated(String message) {
        return repeated(message, null);
    }

    /** The same, with what caused it. */
    public static CodecException repeated(String message, @Nullable Throwable cause) {
        return new CodecException(message, cause, false);
    }
}
