// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of readers of frames, whatever they are given: there is a value or none, never an exception; the value is of
 * the declared class, and the same each time; no class off the list is asked for, and none is made an object of. A sealed
 * frame gives what was sealed, or nothing. Immutable.
 *
 * @param items reads frames of a method that returns an {@link Item}
 * @param anything reads those of one that returns any object
 * @param secrets reads sealed frames, in which nobody has put anything but {@link Item#sample}
 * @param loader what their codecs find classes by
 */
record FrameChecks(FrameReader items, FrameReader anything, FrameReader secrets, Watching loader) {
    private static final int KINDS = 7;

    /** Takes the first byte for what the others are; checksums, lengths and seals are made right for all but the first kind. */
    void check(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        switch (Math.floorMod(input[0], KINDS)) {
            case 0 -> {
                requireItem(items, bytes);
                requireNoSecret(bytes);
            }
            case 1 -> requireItem(items, Bytes.summed(bytes, FrameTarget.KEY));
            case 2 -> requireNoSecret(Bytes.summed(bytes, FrameTarget.KEY));
            case 3 -> requireItem(items, FrameTarget.framed(bytes));
            case 4 -> {
                Object unused = anything.read(FrameTarget.framed(bytes));
                unused = anything.read(Bytes.summed(bytes, FrameTarget.KEY));
            }
            case 5 -> {
                byte[] frame = Bytes.fitted(FrameTarget.framed(bytes), ByteBuffer.wrap(bytes), FrameTarget.KEY);
                requireItem(items, frame);
                Object unused = anything.read(frame);
            }
            default -> requireItem(secrets, FrameTarget.sealed(bytes));
        }
        loader.requireNoOthers();
        Trap.requireUnsprung();
    }

    private static void requireItem(FrameReader reader, byte[] frame) {
        Object value = reader.read(frame);
        if (value == null) {
            return;
        }
        if (!(value instanceof Item item)) {
            throw new Found("a value of another class than the declared one");
        }
        Object again = reader.read(frame);
        if (!(again instanceof Item other) || !Arrays.equals(FrameTarget.written(item), FrameTarget.written(other))) {
            throw new Found("two values of one frame");
        }
    }

    private void requireNoSecret(byte[] frame) {
        @Nullable Object value = secrets.read(frame);
        if (value != null && !value.equals(Item.sample())) {
            throw new Found("a value that nobody with the key has written: " + value);
        }
    }
}
