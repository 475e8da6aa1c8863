// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.spi.Codec;
import dev.memo.spi.CodecException;

/** Measures strings by their length and all else as 8 bytes, so that tests can reckon. Encodes nothing. Stateless. */
final class LengthCodec implements Codec {
    @Override
    public String name() {
        return "length";
    }

    @Override
    public byte[] encode(Object value) {
        throw new CodecException("LengthCodec: it encodes nothing, found "
                + value.getClass().getName() + ". Use shared values with it.");
    }

    @Override
    public Object decode(byte[] bytes) {
        throw new CodecException("LengthCodec: it decodes nothing, found " + bytes.length + " bytes.");
    }

    @Override
    public int measure(Object value) {
        return value instanceof String text ? text.length() : 8;
    }
}
