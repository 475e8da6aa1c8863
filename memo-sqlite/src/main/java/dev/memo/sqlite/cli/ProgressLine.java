// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite.cli;

import java.io.PrintWriter;

/** A line on a terminal that shows how far long work is; elsewhere it shows nothing. Confined to one thread. */
final class ProgressLine implements AutoCloseable {
    /** As a total: it is not known how much there is to do. */
    static final long UNKNOWN = Long.MAX_VALUE;

    private static final int WIDTH = 40;
    private static final int BLOCK = 8;

    private final PrintWriter out;
    private final boolean shown;
    private final String what;
    private final long total;
    private int filled = -1;

    ProgressLine(PrintWriter out, boolean terminal, String what, long total) {
        this.out = out;
        this.shown = terminal && total > 0;
        this.what = what;
        this.total = total;
    }

    /** Shows that so much is done, if it shows at all. */
    void at(long done) {
        int share = (int) (Math.min(done, total) * WIDTH / Math.max(total, 1));
        if (shown && share != filled) {
            filled = share;
            String bar = "#".repeat(share) + ".".repeat(WIDTH - share);
            out.print("\r" + what + " [" + bar + "] " + Math.min(done, total) + " of " + total);
            out.flush();
        }
    }

    /** Shows that something is being done, if it shows at all. */
    void turn() {
        if (shown) {
            filled = (filled + 1) % (WIDTH - BLOCK + 1);
            String bar = ".".repeat(filled) + "#".repeat(BLOCK) + ".".repeat(WIDTH - BLOCK - filled);
            out.print("\r" + what + " [" + bar + "]");
            out.flush();
        }
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (filled >= 0) {
            out.print("\r\u001b[K");
            out.flush();
            filled = -1;
        }
    }
}
