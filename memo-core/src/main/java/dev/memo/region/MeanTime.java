// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * A running mean of times, without outliers: it is the method that is dear, a single load may be slow by chance.
 *
 * <p>Guarded by the budget's lock.
 */
final class MeanTime {
    private static final int FEW = 8;
    private static final double OUTLIER = 4;
    private static final int MOST = 50;

    private int times;
    private double mean;

    void add(double nanos) {
        times = Math.min(times + 1, MOST);
        double capped = times > FEW ? Math.min(nanos, mean * OUTLIER) : nanos;
        mean += (capped - mean) / times;
    }

    /** Returns the mean; 0 if there was no time yet. */
    double nanos() {
        return mean;
    }
}
