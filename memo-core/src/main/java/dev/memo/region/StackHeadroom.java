// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * Makes sure, before a flight is opened, that there is stack enough to land it again, and before a value is encoded,
 * to encode it.
 *
 * <p>A stack that overflows between opening and landing would leave a flight that nobody lands, and waiters that wait
 * for ever. Both happen at the same depth, so whoever gets through here gets through the landing: about 20 frames, of
 * up to 170 bytes each where they are interpreted. Compiled, a frame here takes 40 bytes, as it has sums to finish
 * after its call; 16 if it had none. Stateless.
 */
final class StackHeadroom {
    private static final int LANDING = 128;
    private static final int ENCODING = 400;

    private StackHeadroom() {}

    /** Overflows here and now if there is not enough to land a flight; the number means nothing. */
    static long toLand() {
        return descend(LANDING, 1, 2, 3);
    }

    /**
     * Overflows here and now if there is not enough to encode a value: an overflow inside a codec may hit the
     * initializer of a class, which then is unusable for the rest of the process. The number means nothing.
     */
    static long toEncode() {
        return descend(ENCODING, 1, 2, 3);
    }

    private static long descend(int depth, long a, long b, long c) {
        if (depth == 0) {
            return a + b + c;
        }
        return descend(depth - 1, b + depth, c ^ a, a * 3) + a * 5 + (b ^ c);
    }
}
