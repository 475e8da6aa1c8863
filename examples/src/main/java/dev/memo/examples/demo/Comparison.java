// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The two runs of the demo side by side: their figures as a table, and whether they found the same. Confined to one
 * thread.
 */
public final class Comparison {
    private static final String ROW = "%-13s %8s  %-38s %9s %9s %11s %9s%n";
    private static final String OWN_METHOD = "Relatedness.relatedness";
    private static final int SHOWN_LINES = Topics.NAMES.size();

    private final Figures without;
    private final Figures with;
    private final PrintStream out;

    private Comparison(Figures without, Figures with, PrintStream out) {
        this.without = without;
        this.with = with;
        this.out = out;
    }

    /** {@code Comparison WITHOUT WITH}: the directories of the two runs. Ends with status 1 if their findings differ. */
    public static void main(String[] args) throws IOException {
        System.exit(compare(Path.of(args[0]), Path.of(args[1]), System.out) ? 0 : 1);
    }

    /** Prints both runs, and returns whether they found the same. Blocks on reading files. */
    static boolean compare(Path without, Path with, PrintStream out) throws IOException {
        Figures figuresWithout = Figures.read(without.resolve("figures.txt"));
        Figures figuresWith = Figures.read(with.resolve("figures.txt"));
        Comparison comparison = new Comparison(figuresWithout, figuresWith, out);
        comparison.printSummary(with.resolve("findings.txt"));
        comparison.printTable();
        return comparison.sameFindings(without.resolve("findings.txt"), with.resolve("findings.txt"));
    }

    private void printSummary(Path findings) throws IOException {
        out.println("\nThe passages that are most about each topic:");
        Files.readAllLines(findings).stream().limit(SHOWN_LINES).forEach(line -> out.println("  " + line));
    }

    private void printTable() {
        out.printf("%n" + ROW, "", "time", "method", "loads", "hits", "time saved", "bytes");
        out.printf(ROW, "without Memo", seconds(without.millis()), OWN_METHOD, count(without.searches()), 0, "", 0);
        String run = "with Memo";
        String time = seconds(with.millis());
        for (Figures.Method method : with.methods()) {
            out.printf(
                    ROW,
                    run,
                    time,
                    method.name(),
                    count(method.loads()),
                    count(method.hits()),
                    saved(method),
                    bytes(method));
            run = "";
            time = "";
        }
        out.printf(
                Locale.ROOT,
                "(Time saved is hits times the mean time of a load. The methods call one another: it does not add up.)%n%n"
                        + "%.1f times as fast. By the program's own count, %,d searches without Memo, %,d with it.%n",
                (double) without.millis() / with.millis(),
                without.searches(),
                with.searches());
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String saved(Figures.Method method) {
        return String.format(Locale.ROOT, "%.1f s", method.timeSavedNanos() / 1e9);
    }

    private static String bytes(Figures.Method method) {
        return String.format(Locale.ROOT, "%.1f MB", method.bytes() / 1e6);
    }

    private boolean sameFindings(Path without, Path with) throws IOException {
        long difference = Files.mismatch(without, with);
        if (difference < 0) {
            out.printf(Locale.ROOT, "Both runs found the same: %,d bytes, all equal.%n", Files.size(with));
            return true;
        }
        out.println(with + ": it must be equal to " + without + ", differs from byte " + difference
                + " on. Please report this: Memo must never change what a program computes.");
        return false;
    }
}
