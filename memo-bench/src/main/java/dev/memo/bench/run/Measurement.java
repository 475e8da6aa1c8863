// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import java.util.List;

/**
 * What was measured of one work by one peer. Immutable.
 *
 * @param work the name of the benchmark, as on the page
 * @param peer who did it, with its parameters
 * @param figure what the numbers are: {@code ns} and {@code B} per call, {@code ms}, {@code loads}, {@code bytes}
 * @param values one for each iteration of each round
 */
public record Measurement(String work, String peer, String figure, List<Double> values) {
    /** Copies the values. */
    public Measurement {
        values = List.copyOf(values);
    }

    /** Returns whether the other one is of the same thing. */
    boolean isOfSame(Measurement other) {
        return work.equals(other.work) && peer.equals(other.peer) && figure.equals(other.figure);
    }
}
