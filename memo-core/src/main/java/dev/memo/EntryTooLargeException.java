// SPDX-License-Identifier: Apache-2.0
package dev.memo;

/**
 * Says that a value was not kept because it takes more than its share, half if not told otherwise, of what its cache, or all caches together, may keep in
 * bytes. Shows no value. As thread-safe as any exception.
 */
public final class EntryTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EntryTooLargeException(String message) {
        super(message);
    }
}
