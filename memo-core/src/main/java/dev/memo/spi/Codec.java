// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

/**
 * Turns values to bytes and back, so that each reader of a memoized value gets its own copy of it.
 *
 * <p>What {@link #decode} returns is equal to what {@link #encode} was given, shares no mutable state with it, and is of the
 * same class, except that a private view class of the JDK may come back as a plain collection of the same interfaces. A value
 * that cannot keep this promise is refused by {@code encode}. Null is never passed in and never returned. Memo calls a codec
 * with no lock held. Implementations must be thread-safe.
 */
public interface Codec {

    /** Returns the name by which settings choose this codec, such as {@code kryo}; always the same one, never blank. */
    String name();

    /**
     * Returns the version of the bytes that this codec writes, 1 if it does not say. Bytes that were stored by another
     * version are dropped and not given to {@link #decode}, so it goes up whenever old bytes cannot be read any more.
     */
    default int version() {
        return 1;
    }

    /**
     * Returns the bytes of a value. May run code of the value's class. Does not block.
     *
     * @throws CodecException if this codec cannot promise a faithful copy; its message names the type and no value
     */
    byte[] encode(Object value);

    /**
     * Returns a new copy of the value that {@link #encode} was given. May run code of the value's class. Does not block.
     *
     * @throws CodecException if the bytes cannot be read back
     */
    Object decode(byte[] bytes);

    /**
     * Returns how many bytes {@link #encode} would return for this value, without keeping them where that can be avoided.
     *
     * @throws CodecException if {@link #encode} would throw it
     */
    default int measure(Object value) {
        return encode(value).length;
    }
}
