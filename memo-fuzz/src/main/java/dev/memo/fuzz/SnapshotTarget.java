// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import dev.memo.Memo;
import dev.memo.snapshot.Content;
import dev.memo.snapshot.SnapshotRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Has Memo read bytes as a snapshot, and makes {@link SnapshotChecks} of what comes of it. Confined to one thread. */
public final class SnapshotTarget {
    private static final Path FILE = Scratch.file("loaded.memo");
    private static final SnapshotFiles FILES = new SnapshotFiles.Memos();
    private static final SnapshotChecks CHECKS =
            new SnapshotChecks(FILES, (rows, authentic) -> load(rows, authentic, ""));

    static {
        Silence.keep();
    }

    private SnapshotTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        CHECKS.check(input);
    }

    /** Called by Jazzer, at the end. */
    public static void fuzzerTearDown() {
        Tally.print();
    }

    /** Has an edition of the program load rows and ask for its results; returns how many were there. */
    static long load(List<SnapshotRow> rows, boolean authentic, String edition) {
        FILES.write(FILE, Content.RESULTS, rows);
        Memo memo = Memo.create();
        long unused = memo.load(FILE).results();
        Program.held(memo, edition).ask(authentic);
        long found = memo.stats().hits();
        Tally.count(true, found > 0 ? "results found" : "no result found");
        return found;
    }
}
