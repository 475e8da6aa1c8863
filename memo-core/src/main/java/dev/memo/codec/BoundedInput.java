// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;

/**
 * Bytes from outside the process: what they say of a length is not believed beyond the bytes that are left, and
 * a text has characters only.
 *
 * <p>Kryo's own makes the array first and runs out of bytes, or of memory, after; and shows parts of an earlier text in one
 * that is malformed. Confined to one thread.
 */
final class BoundedInput extends Input {
    private static final byte[] NOTHING = {};

    BoundedInput() {
        super(NOTHING);
    }

    @Override
    public byte[] readBytes(int length) {
        return super.readBytes(checked(length, Byte.BYTES));
    }

    @Override
    public String readString() {
        checkText();
        return super.readString();
    }

    @Override
    public StringBuilder readStringBuilder() {
        checkText();
        return super.readStringBuilder();
    }

    @Override
    public int[] readInts(int length) {
        return super.readInts(checked(length, Integer.BYTES));
    }

    @Override
    public int[] readInts(int length, boolean optimizePositive) {
        return super.readInts(checked(length, 1), optimizePositive);
    }

    @Override
    public long[] readLongs(int length) {
        return super.readLongs(checked(length, Long.BYTES));
    }

    @Override
    public long[] readLongs(int length, boolean optimizePositive) {
        return super.readLongs(checked(length, 1), optimizePositive);
    }

    @Override
    public float[] readFloats(int length) {
        return super.readFloats(checked(length, Float.BYTES));
    }

    @Override
    public double[] readDoubles(int length) {
        return super.readDoubles(checked(length, Double.BYTES));
    }

    @Override
    public short[] readShorts(int length) {
        return super.readShorts(checked(length, Short.BYTES));
    }

    @Override
    public char[] readChars(int length) {
        return super.readChars(checked(length, Character.BYTES));
    }

    @Override
    public boolean[] readBooleans(int length) {
        return super.readBooleans(checked(length, 1));
    }

    /** Looks at a text's characters, where their count is written, without moving on. */
    private void checkText() {
        int start = position;
        if (readVarIntFlag()) {
            int characters = checked(Math.max(0, readVarIntFlag(true) - 1), 1);
            int at = position;
            for (int i = 0; i < characters; i++) {
                at += bytesOf(at);
            }
        }
        position = start;
    }

    /** Where a byte begins no character, Kryo leaves what a text before had in that place. */
    private int bytesOf(int at) {
        int high = at < limit ? (buffer[at] & 0xff) >> 4 : 0;
        if (high < 8) {
            return 1;
        }
        if (high < 12 || high == 15) {
            throw new KryoException("a byte that begins no character");
        }
        return high == 14 ? 3 : 2;
    }

    private int checked(int length, int bytesEach) {
        if (length < 0 || length > (limit - position) / bytesEach) {
            throw new KryoException("more elements than bytes");
        }
        return length;
    }
}
