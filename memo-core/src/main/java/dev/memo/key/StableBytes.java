// SPDX-License-Identifier: Apache-2.0
package dev.memo.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow, and the signs that say what follows. Confined to one thread. */
final class StableBytes {
    static final int NULL = 0;
    static final int BOOLEAN = 1;
    static final int BYTE = 2;
    static final int CHARACTER = 3;
    static final int SHORT = 4;
    static final int INTEGER = 5;
    static final int LONG = 6;
    static final int FLOAT = 7;
    static final int DOUBLE = 8;
    static final int STRING = 9;
    static final int ENUM = 10;
    static final int RECORD = 11;
    static final int ARRAY = 12;
    static final int LIST = 13;
    static final int SET = 14;
    static final int MAP = 15;
    static final int ENTRY = 16;
    static final int OPTIONAL = 17;
    static final int CLASS = 18;
    static final int NAMED = 19;
    static final int RECEIVER_CLASS = 20;

    private byte[] bytes = new byte[64];
    private int length;

    void tag(int tag) {
        room(1);
        bytes[length++] = (byte) tag;
    }

    void number(long value, int size) {
        room(size);
        for (int shift = (size - 1) * 8; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >> shift);
        }
    }

    void block(byte[] content) {
        number(content.length, Integer.BYTES);
        room(content.length);
        System.arraycopy(content, 0, bytes, length, content.length);
        length += content.length;
    }

    /** In UTF-8, or in UTF-16 where an unpaired surrogate would become a question mark. */
    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        boolean faithful = new String(utf8, StandardCharsets.UTF_8).equals(text);
        tag(faithful ? 0 : 1);
        block(faithful ? utf8 : units(text));
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] units(String text) {
        byte[] units = new byte[text.length() * 2];
        ByteBuffer.wrap(units).asCharBuffer().put(text);
        return units;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.multiplyExact(bytes.length, 2)));
        }
    }
}
