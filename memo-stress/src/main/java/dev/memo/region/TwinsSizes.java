// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Codec;

/** Measures twins by their number, and all else as 1 byte, so that sums tell who is in them. Thread-safe. */
final class TwinsSizes implements Codec {
    @Override
    public String name() {
        return "sizes";
    }

    @Override
    public byte[] encode(Object value) {
        return new byte[measure(value)];
    }

    @Override
    public int measure(Object value) {
        return value instanceof Twins twins ? twins.number() : 1;
    }

    @Override
    public Object decode(byte[] bytes) {
        throw new AssertionError("values are shared");
    }
}
