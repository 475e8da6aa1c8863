// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.bench.torture.TortureResults.Played;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outcomes are kept, replaced and read back. Confined to one thread. */
class TortureFilesTest {
    private static final Played MEMO =
            new Played(Torment.HUNG_LEADER, Contestant.MEMO, new Outcome(Verdict.RIGHT, 2, 1.25, ""));
    private static final Played SPRING =
            new Played(Torment.HUNG_LEADER, Contestant.SPRING, new Outcome(Verdict.HANGS, 1, 10, "so it is"));
    private static final TortureResults RESULTS = new TortureResults(17, "17.0.15", 0.5, List.of(MEMO, SPRING));

    @Test
    void outcomesAreReadBack(@TempDir Path folder) throws Exception {
        TortureFiles files = new TortureFiles(folder);
        TortureResults newer = new TortureResults(25, "25", 0.5, List.of());
        files.write(newer);
        files.write(RESULTS);

        assertThat(files.readAll()).containsExactly(RESULTS, newer);
        assertThat(files.read(17)).contains(RESULTS);
        assertThat(files.read(21)).isEmpty();
    }

    @Test
    void newOutcomesReplaceThoseOfTheSameScenarioAndPeer() {
        Played fresh = new Played(Torment.HUNG_LEADER, Contestant.MEMO, new Outcome(Verdict.HANGS, 1, 10, ""));

        assertThat(RESULTS.with(List.of(fresh)).played()).containsExactly(SPRING, fresh);
    }
}
