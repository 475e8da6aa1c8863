// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.compare;

import dev.memo.bench.run.ResultFiles;
import dev.memo.bench.run.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares the last results with saved ones: the gate against becoming slower. Confined to one thread. */
public final class Compare {
    private static final int SLOWER = 1;
    private static final int NOTHING = 2;

    private Compare() {}

    /**
     * Compares; ends with 1 if Memo has become more than a tenth slower somewhere, with 2 if there is nothing to compare.
     *
     * @param args the folder or file with the saved results, the folder with the last ones
     */
    public static void main(String[] args) throws Exception {
        Comparison comparison = Comparison.of(all(Path.of(args[0])), all(Path.of(args[1])));
        if (comparison.changes().isEmpty()) {
            System.err.println(
                    args[0] + ": nothing in it was measured again, on the same JDK and beside the same peers, in "
                            + args[1] + ". Run ./bench first.");
            System.exit(NOTHING);
        }
        System.out.print(comparison.table());
        System.out.println(comparison.isSlower() ? "Memo has become slower." : "Memo has not become slower.");
        System.exit(comparison.isSlower() ? SLOWER : 0);
    }

    /** Those of the direct cache are in a folder of their own. */
    private static List<Results> all(Path folder) throws IOException {
        List<Results> all = new ArrayList<>(new ResultFiles(folder).readAll());
        all.addAll(new ResultFiles(folder.resolve("direct")).readAll());
        return all;
    }
}
