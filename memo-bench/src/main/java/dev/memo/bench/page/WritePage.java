// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import dev.memo.bench.run.ResultFiles;
import dev.memo.bench.run.Results;
import dev.memo.bench.run.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the page and its picture from what was measured last. Confined to one thread. */
public final class WritePage {
    private WritePage() {}

    /**
     * Writes.
     *
     * @param args the folder with the results, the folder to write to, the date,
     *     the suite
     */
    public static void main(String[] args) throws Exception {
        List<Results> runs = new ResultFiles(Path.of(args[0])).readAll();
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(args[0] + ": there are no results. Run ./bench first.");
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        Circumstances here = Circumstances.here(args[2]);
        Suite suite = Suite.of(args[3]);
        if (suite == Suite.STORE) {
            Files.writeString(folder.resolve("benchmarks-store.md"), Page.of(Topic.ofStore(), runs, here));
        } else if (suite == Suite.DIRECT) {
            Files.writeString(folder.resolve("benchmarks-direct.md"), Page.of(Topic.ofDirectCache(), runs, here));
        } else {
            Files.writeString(folder.resolve("benchmarks.md"), Page.of(Topic.ofMethods(), runs, here));
            Files.writeString(folder.resolve("benchmarks.svg"), Chart.of(runs));
        }
    }
}
