// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what becomes of inputs, so that a run tells whether they came past what only looks at the outside: magic, format,
 * length, checksum, stamp. Thread-safe.
 */
final class Tally {
    private static final Map<String, LongAdder> INSIDE = new ConcurrentSkipListMap<>();
    private static final Map<String, LongAdder> OUTSIDE = new ConcurrentSkipListMap<>();

    private Tally() {}

    /** Counts one, by its outcome. */
    static void count(boolean inside, String outcome) {
        (inside ? INSIDE : OUTSIDE)
                .computeIfAbsent(outcome, each -> new LongAdder())
                .increment();
    }

    /** Prints the counts in a line that {@code ./fuzz} shows. */
    static void print() {
        System.err.println(text());
    }

    static String text() {
        long inside = sum(INSIDE);
        long all = inside + sum(OUTSIDE);
        return String.format(
                Locale.ROOT,
                "Depth: %d of %d readings (%.1f%%) came past the gate: %s; the others: %s",
                inside,
                all,
                all == 0 ? 0 : 100.0 * inside / all,
                INSIDE,
                OUTSIDE);
    }

    private static long sum(Map<String, LongAdder> counts) {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
