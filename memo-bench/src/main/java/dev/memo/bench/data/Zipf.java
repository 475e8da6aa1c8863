// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws ranks by Zipf's law: the probability of rank r is proportional to 1 / r^0.99, the exponent that the YCSB
 * benchmark uses. By inversion of the cumulated weights. Confined to one thread.
 */
final class Zipf {
    private static final double EXPONENT = 0.99;

    private final double[] cumulated;
    private final SplittableRandom random;

    Zipf(int ranks, SplittableRandom random) {
        this.cumulated = new double[ranks];
        this.random = random;
        double sum = 0;
        for (int i = 0; i < ranks; i++) {
            sum += Math.pow(i + 1, -EXPONENT);
            cumulated[i] = sum;
        }
    }

    /** The next rank, from 0. */
    int next() {
        double drawn = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, drawn);
        return Math.min(found < 0 ? -found - 1 : found, cumulated.length - 1);
    }
}
