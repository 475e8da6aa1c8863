// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * A value that says when it is half-built: its fields are equal once both are written. Not thread-safe, on purpose.
 */
final class Twins {
    /** What {@link #number} says of one that is half-built. */
    static final int HALF = -1;

    private int first;
    private int second;

    Twins(int number) {
        first = number;
        second = number;
    }

    /** Returns the number, which is not 0, or {@link #HALF}. */
    int number() {
        int seen = first;
        return seen == second && seen != 0 ? seen : HALF;
    }
}
