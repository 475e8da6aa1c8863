// SPDX-License-Identifier: Apache-2.0
package dev.memo.frame;

import org.jspecify.annotations.Nullable;

/**
 * How the frames of one method are made. Immutable.
 *
 * @param seal encrypts payloads, null for none; with it, what is not encrypted is not read
 * @param compressFromBytes payloads of at least so many bytes are compressed; {@link #NEVER} for none
 * @param maxBytes the longest payload that is written or read, before compression
 * @param nulls whether the method can return null, which one with a primitive result cannot
 */
public record FrameOptions(@Nullable Seal seal, int compressFromBytes, int maxBytes, boolean nulls) {
    /** No payload is that long. */
    public static final int NEVER = Integer.MAX_VALUE;

    private static final int MAX_BYTES = 64 << 20;

    /** Neither encrypted nor compressed, up to 64 MiB. */
    public static final FrameOptions PLAIN = new FrameOptions(null, NEVER, MAX_BYTES, true);
}
