// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long is measured. Immutable.
 *
 * @param starts how often a program is started, or a probe repeated
 */
record Effort(String name, int rounds, Iterations warmups, Iterations iterations, int starts) {
    /** Less than half an hour for two JDKs. */
    private static final Effort FULL = new Effort("full", 3, Iterations.of(3, 500), Iterations.of(4, 300), 21);

    /** Less than five minutes for two JDKs, and rough; it spares what no target is about. */
    private static final Effort QUICK = new Effort("quick", 1, Iterations.of(2, 500), Iterations.of(3, 100), 5);

    static Effort of(String name) {
        return switch (name) {
            case "full" -> FULL;
            case "quick" -> QUICK;
            default ->
                throw new IllegalArgumentException(
                        "effort: must be full or quick, was " + name + ". Call ./bench or ./bench --quick.");
        };
    }

    boolean isQuick() {
        return name.equals("quick");
    }

    /** How often and how long each time. Immutable. */
    record Iterations(int count, TimeValue time) {
        private static Iterations of(int count, int millis) {
            return new Iterations(count, TimeValue.milliseconds(millis));
        }
    }
}
