// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a probe tells its results to whoever started it: lines on its standard output. Stateless. */
public final class Report {
    private static final String MARK = "RESULT";

    private Report() {}

    /** Prints a result. */
    public static void print(String peer, String figure, double value) {
        System.out.printf(Locale.ROOT, "%s\t%s\t%s\t%f%n", MARK, peer, figure, value);
    }

    /** Returns what a line reports, or null if it does not. */
    public static @Nullable Line parse(String line) {
        String[] parts = line.split("\t", -1);
        return parts.length == 4 && parts[0].equals(MARK)
                ? new Line(parts[1], parts[2], Double.parseDouble(parts[3]))
                : null;
    }

    /** One result. Immutable. */
    public record Line(String peer, String figure, double value) {}
}
