// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.traces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scores eviction on real key traces and writes {@code docs/eviction.md}. Confined to one thread. */
public final class ScoreTraces {
    private static final int MIXES = 8;

    private ScoreTraces() {}

    /** Arguments: the folder of the traces, the page to write. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Verdicts verdicts = new Verdicts();
        TraceScore traces = new TraceScore();
        String hits = traces.table(folder, KeyTrace.SHARED);
        traces.judge(verdicts);
        String saved = new MixScore(verdicts).table(folder, MIXES);
        String page = """
                # Eviction, on real traces

                Written by `./bench --traces FOLDER`; not to be edited by hand. Every figure is from Memo's real engine, by its
                direct cache, and from the peers in the same program.

                ## Targets

                %s
                ## Hits, as a share of the optimum (Belady)

                Mean over room for 2, 5, 10 and 20%% of the distinct keys.

                %s
                ## Load time saved under one limit of bytes

                Mixes of 3 to 5 traces, each a method; load times differ by 1:1000 between methods, sizes by 1:100
                (`MixedTrace`). Shares of all load time; savable is what an endless cache would save.

                %s""".formatted(verdicts, hits, saved);
        Files.writeString(Path.of(arguments[1]), page);
    }
}
