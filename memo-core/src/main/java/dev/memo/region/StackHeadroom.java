// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * Makes sure, before a flight is opened, that there is stack enough to land it again.
 *
 * <p>A stack that overflows between opening and landing would leave a flight that nobody lands, and waiters that wait
 * for ever. Both happen at the same depth, so whoever gets through here gets through the landing. Stateless.
 */
final class StackHeadroom {
    private static final int FRAMES = 48;

    private StackHeadroom() {}

    /** Returns a number of no meaning, or overflows here and now. */
    static int check() {
        return descend(FRAMES, 1, 2, 3);
    }

    private static int descend(int depth, long a, long b, long c) {
        if (depth == 0) {
            return (int) (a + b + c);
        }
        return descend(depth - 1, b, c, a + depth) + 1;
    }
}
