// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * How long a value took to load, in a byte: four steps to each doubling, at most a fifth too low, which is closer than
 * load times repeat. Stateless.
 */
final class LoadTime {
    private static final int STEPS = 4;

    private LoadTime() {}

    /** Returns the byte for a time; 0 for none. */
    static byte of(long nanos) {
        if (nanos <= 0) {
            return 0;
        }
        int doublings = 63 - Long.numberOfLeadingZeros(nanos);
        int step = doublings < 2 ? 0 : (int) (nanos >>> (doublings - 2)) & (STEPS - 1);
        return (byte) Math.min(255, doublings * STEPS + step + 1);
    }

    /** Returns the time that a byte stands for, in nanoseconds. */
    static long nanos(byte cost) {
        int steps = cost & 0xFF;
        if (steps == 0) {
            return 0;
        }
        int doublings = (steps - 1) / STEPS;
        int quarters = STEPS + (steps - 1) % STEPS;
        return doublings < 2 ? 1L << doublings : (long) quarters << (doublings - 2);
    }
}
