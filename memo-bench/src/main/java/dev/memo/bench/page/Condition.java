// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import dev.memo.bench.run.Results;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A target: a number that can be worked out of what was measured, and what it may be. Immutable.
 *
 * @param text the target as the page says it
 * @param limit what the number may be at most, or at least
 * @param measured the number, NaN if something was not measured
 */
record Condition(String text, boolean atMost, double limit, ToDoubleFunction<Results> measured) {
    static Condition atMost(double limit, String text, ToDoubleFunction<Results> measured) {
        return new Condition(text, true, limit, measured);
    }

    static Condition atLeast(double limit, String text, ToDoubleFunction<Results> measured) {
        return new Condition(text, false, limit, measured);
    }

    /** Not a target, but a number to read the target's by. */
    static Condition beside(String text, ToDoubleFunction<Results> measured) {
        return new Condition(text, true, Double.POSITIVE_INFINITY, measured);
    }

    /** Returns whether all that the number is worked out of was measured. */
    boolean isMeasured(Results results) {
        return !Double.isNaN(measured.applyAsDouble(results));
    }

    /** Says what was measured, and whether that is enough. */
    String verdict(Results results) {
        double value = measured.applyAsDouble(results);
        if (Double.isNaN(value)) {
            return "not measured";
        }
        if (Double.isInfinite(limit)) {
            return number(value);
        }
        boolean met = atMost ? value <= limit : value >= limit;
        return number(value) + (met ? ", met" : ", **not met**");
    }

    /** Writes a number with three significant digits, or without decimals from a hundred on. */
    static String number(double value) {
        if (Math.abs(value) < 0.0005) {
            return "0";
        }
        int digits = (int) Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%,." + Math.min(digits, 3) + "f", value);
    }
}
