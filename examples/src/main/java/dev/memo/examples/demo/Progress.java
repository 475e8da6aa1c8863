// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples.demo;

import java.io.PrintStream;

/**
 * A line that says how far the work is: it rewrites itself on a terminal, elsewhere there is a new line every tenth.
 * Confined to one thread.
 */
final class Progress {
    private static final int PERCENT = 100;
    private static final int PLAIN_STEP = 10;

    private final String what;
    private final int total;
    private final boolean terminal;
    private final PrintStream out;
    private int done;
    private int shown = -1;

    Progress(String what, int total, boolean terminal, PrintStream out) {
        this.what = what;
        this.total = total;
        this.terminal = terminal;
        this.out = out;
    }

    /** Counts one step, and shows it if the line would change. */
    void step() {
        done++;
        int percent = (int) ((long) done * PERCENT / total);
        int next = shown + (terminal ? 1 : PLAIN_STEP - Math.floorMod(shown, PLAIN_STEP));
        if (percent >= next) {
            show(percent);
        }
    }

    private void show(int percent) {
        shown = percent;
        String line = String.format("  %s %3d%%  %,d of %,d speeches", what, percent, done, total);
        if (terminal) {
            out.print("\r" + line + (done == total ? "\n" : ""));
        } else {
            out.println(line);
        }
        out.flush();
    }
}
