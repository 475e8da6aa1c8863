// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import org.jspecify.annotations.Nullable;

/**
 * The encoded length of the commonest values, without encoding them: numbers, booleans, characters and strings.
 *
 * <p>It follows Kryo's own formats: a byte for the class, for a string one for its being no reference, and the content. The
 * measure test holds it to the real lengths. Stateless.
 */
public final class RootSize {
    private static final int CLASS_ID = 1;
    private static final int STRING_HEADER = CLASS_ID + 1;
    private static final int MAX_VAR_LONG_BYTES = 9;

    private RootSize() {}

    /** Returns the length as {@link KryoCodec} encodes it, or -1 if the value has to be encoded to know it. */
    public static int of(Object value) {
        if (value instanceof String text) {
            return STRING_HEADER + stringBytes(text);
        }
        if (value instanceof Integer number) {
            return CLASS_ID + ofInt(number);
        }
        if (value instanceof Long number) {
            return CLASS_ID + ofLong(number);
        }
        if (value instanceof Double) {
            return CLASS_ID + Double.BYTES;
        }
        if (value instanceof Float) {
            return CLASS_ID + Float.BYTES;
        }
        if (value instanceof Character || value instanceof Short) {
            return CLASS_ID + Short.BYTES;
        }
        return value instanceof Boolean || value instanceof Byte ? CLASS_ID + 1 : -1;
    }

    /** Returns what a key part takes. */
    public static int part(@Nullable String text) {
        return text == null ? 0 : STRING_HEADER + stringBytes(text);
    }

    /** Returns what a key part takes. */
    public static int part(long number) {
        return CLASS_ID + ofLong(number);
    }

    /** Returns what a key part takes. */
    public static int part(int number) {
        return CLASS_ID + ofInt(number);
    }

    /** Returns what a key part of a primitive type takes, by the letter of its descriptor, if all of them take the same. */
    public static int fixedPart(char letter) {
        return CLASS_ID
                + switch (letter) {
                    case 'D' -> Double.BYTES;
                    case 'F' -> Float.BYTES;
                    case 'C', 'S' -> Short.BYTES;
                    case 'B', 'Z' -> 1;
                    default -> throw new IllegalArgumentException("what a " + letter + " takes depends on it");
                };
    }

    /** Returns what a number takes within another value. */
    static int ofInt(int number) {
        return varBytes(Integer.toUnsignedLong(number << 1 ^ number >> 31));
    }

    /** Returns what a number takes within another value. */
    static int ofLong(long number) {
        return varBytes(number << 1 ^ number >> 63);
    }

    /** Seven bits to a byte; the ninth byte of a long takes eight. */
    private static int varBytes(long unsigned) {
        int bits = Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(unsigned));
        return Math.min(MAX_VAR_LONG_BYTES, (bits + 6) / 7);
    }

    private static int stringBytes(String text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            bytes += c <= 0x7F ? 0 : c <= 0x7FF ? 1 : 2;
        }
        boolean marked = length > 1 && length <= 32 && bytes == length;
        return marked ? bytes : bytes + lengthBytes(length + 1);
    }

    /** The first byte has a flag and a mark, so six bits. */
    private static int lengthBytes(int value) {
        return value >>> 6 == 0 ? 1 : 1 + (Integer.SIZE - Integer.numberOfLeadingZeros(value >>> 6) + 6) / 7;
    }
}
