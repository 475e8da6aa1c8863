// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one peer came out of one scenario. Immutable.
 *
 * @param loads how often the original ran
 * @param seconds from the first call to the last return
 * @param note what went wrong, or what else there is to say; may be empty
 */
public record Outcome(Verdict verdict, int loads, double seconds, String note) {
    private static final String MARK = "OUTCOME";
    private static final int PARTS = 5;

    /** Keeps the note to one line without tabs, since it is printed and read back so. */
    public Outcome {
        note = note.replaceAll("\\s+", " ").strip();
    }

    /** Returns what a child tells its parent. */
    String line() {
        return String.format(Locale.ROOT, "%s\t%s\t%d\t%.6f\t%s", MARK, verdict, loads, seconds, note);
    }

    /** Returns what a child's line tells, or null if it is of something else. */
    static @Nullable Outcome parse(String line) {
        String[] parts = line.split("\t", -1);
        return parts.length == PARTS && parts[0].equals(MARK)
                ? new Outcome(
                        Verdict.valueOf(parts[1]), Integer.parseInt(parts[2]), Double.parseDouble(parts[3]), parts[4])
                : null;
    }
}
