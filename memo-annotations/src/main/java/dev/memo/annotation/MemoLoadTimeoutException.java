// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

/**
 * Says that a method was given up, as it took longer than {@link Cached#hard()} allows, and there is no older result to
 * return. What it gives later is not remembered. Shows no argument. As thread-safe as any exception.
 */
public final class MemoLoadTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one; applications catch it, Memo makes it. */
    public MemoLoadTimeoutException(String message) {
        super(message);
    }
}
