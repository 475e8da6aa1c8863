// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.codec.Pristine;
import dev.memo.codec.SparingCodec;
import dev.memo.spi.Codec;

/**
 * An isolated value, which every hit gets a copy of: at first the bytes that a codec made of it, later perhaps an object
 * that nobody else has.
 *
 * <p>Thread-safe: both say the same, and a thread may go by the one when there is the other.
 */
final class Isolated {
    /** How many bytes the codec made of it. */
    final int length;

    private volatile Object kept;

    Isolated(byte[] bytes) {
        this.length = bytes.length;
        this.kept = bytes;
    }

    /**
     * Returns a copy.
     *
     * @throws dev.memo.spi.CodecException if the bytes cannot be read
     */
    Object copy(Codec codec) {
        Object source = kept;
        if (source instanceof Pristine pristine) {
            return pristine.copy();
        }
        Object copy = codec.decode((byte[]) source);
        Pristine pristine = codec instanceof SparingCodec sparing ? sparing.pristine(copy) : null;
        if (pristine != null) {
            kept = pristine;
        }
        return copy;
    }
}
