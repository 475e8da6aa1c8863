// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * Makes sure, before a flight is opened, that there is stack enough to land it again, before the budget's lock is taken
 * for another change, to make it as a whole, and before a value is encoded, to encode it.
 *
 * <p>A stack that overflows between opening and landing would leave a flight that nobody lands, and waiters that wait
 * for ever. Both happen at the same depth, so whoever gets through here gets through the landing: about 20 frames, of
 * up to 170 bytes each where they are interpreted.
 *
 * <p>Time goes by calls, and room by bytes, so the frames are wide: a compiler gives a method's frame the room that its
 * widest branch needs, taken or not. Compiled, a frame here has 300 bytes for its 32 values that outlive a call, and
 * interpreted more. The wide branch runs once in 256 times, so that a compiler cannot leave it out. Stateless, but for a
 * number that nobody depends on.
 */
final class StackHeadroom {
    /** Compiled, how many bytes a frame of {@link #descend} has at least; a test looks. */
    static final int FRAME_BYTES = 280;

    private static final int LANDING = 5_000 / FRAME_BYTES;
    private static final int ENCODING = 16_000 / FRAME_BYTES;
    private static final int RARELY = 255;

    @SuppressWarnings("NonFinalStaticField") // lost updates do no harm: it only has to change
    private static int calls;

    private StackHeadroom() {}

    /** Overflows here and now if there is not enough to land a flight; the number means nothing. */
    static long toLand() {
        return descend(LANDING, ++calls);
    }

    /**
     * Overflows here and now if there is not enough to encode a value: an overflow inside a codec may hit the
     * initializer of a class, which then is unusable for the rest of the process. The number means nothing.
     */
    static long toEncode() {
        return descend(ENCODING, ++calls);
    }

    /** Goes down so many frames. */
    static long descend(int depth, long a) {
        if (depth != 0) {
            return descend(depth - 1, a) + depth;
        }
        if ((a & RARELY) != 0) {
            return a;
        }
        long b0 = a * 3, b1 = a * 5, b2 = a * 7, b3 = a * 9, b4 = a * 11, b5 = a * 13, b6 = a * 15, b7 = a * 17;
        long c0 = a ^ 3, c1 = a ^ 5, c2 = a ^ 7, c3 = a ^ 9, c4 = a ^ 11, c5 = a ^ 13, c6 = a ^ 15, c7 = a ^ 17;
        long d0 = a * 4, d1 = a * 6, d2 = a * 8, d3 = a * 10, d4 = a * 12, d5 = a * 14, d6 = a * 16, d7 = a * 18;
        long e0 = a ^ 4, e1 = a ^ 6, e2 = a ^ 8, e3 = a ^ 10, e4 = a ^ 12, e5 = a ^ 14, e6 = a ^ 16, e7 = a ^ 18;
        long r = descend(2, a | 1);
        long b = (b0 ^ r) + (b1 ^ r) + (b2 ^ r) + (b3 ^ r) + (b4 ^ r) + (b5 ^ r) + (b6 ^ r) + (b7 ^ r);
        long c = (c0 ^ r) * (c1 ^ r) * (c2 ^ r) * (c3 ^ r) * (c4 ^ r) * (c5 ^ r) * (c6 ^ r) * (c7 ^ r);
        long d = (d0 ^ r) + (d1 ^ r) + (d2 ^ r) + (d3 ^ r) + (d4 ^ r) + (d5 ^ r) + (d6 ^ r) + (d7 ^ r);
        return b + c + d + (e0 ^ r) * (e1 ^ r) * (e2 ^ r) * (e3 ^ r) * (e4 ^ r) * (e5 ^ r) * (e6 ^ r) * (e7 ^ r);
    }
}
