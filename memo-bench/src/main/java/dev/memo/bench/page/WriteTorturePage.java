// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import dev.memo.bench.torture.TortureFiles;
import dev.memo.bench.torture.TortureResults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the page about the torture suite from what was played last. Confined to one thread. */
public final class WriteTorturePage {
    private WriteTorturePage() {}

    /**
     * Writes, and ends with 1 if Memo is not right everywhere.
     *
     * @param args the folder with the results, the page, the date
     */
    public static void main(String[] args) throws Exception {
        List<TortureResults> runs = new TortureFiles(Path.of(args[0])).readAll();
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(args[0] + ": there are no results. Run ./torture first.");
        }
        Files.writeString(Path.of(args[1]), TorturePage.of(runs, Circumstances.here(args[2])));
        List<String> owed = TorturePage.owed(runs);
        if (!owed.isEmpty()) {
            System.err.println("torture: Memo is not right in: " + String.join(", ", owed) + ". See " + args[1] + ".");
            System.exit(1);
        }
    }
}
