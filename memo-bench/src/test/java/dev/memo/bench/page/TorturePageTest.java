// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.bench.torture.Contestant;
import dev.memo.bench.torture.Outcome;
import dev.memo.bench.torture.Torment;
import dev.memo.bench.torture.TortureResults;
import dev.memo.bench.torture.TortureResults.Played;
import dev.memo.bench.torture.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page says what was right, what was wrong and what hung. Confined to one thread. */
class TorturePageTest {
    private static final Circumstances HERE = new Circumstances("a machine", "today", "caffeine 3, guava 33");

    @Test
    void everyVerdictHasItsWords() {
        String page = TorturePage.of(
                List.of(results(
                        played(Contestant.MEMO, Verdict.RIGHT, 2, 0.25, ""),
                        played(Contestant.SPRING, Verdict.HANGS, 1, 10, ""),
                        played(Contestant.CAFFEINE, Verdict.WRONG, 1, 1.5, "a | b"),
                        played(Contestant.JETCACHE, Verdict.LACKS, 0, 0, "not its kind"))),
                HERE);

        assertThat(page)
                .contains(
                        "| hung leader | right; 2 loads, 0.3 s | **hangs**; 1 load | **wrong**: a \\| b; 1 load, 1.5 s"
                                + " | not played | has no such thing: not its kind |")
                .contains("| **right in** | **1 of 1** | **0 of 1** | **0 of 1** | **0 of 0** | **0 of 0** |");
    }

    @Test
    void circumstancesAreThoseOfThePeersThatPlay() {
        assertThat(TorturePage.of(List.of(results()), HERE))
                .contains("- Machine: a machine\n")
                .contains("- JDK 17: 17.0.15, played with `./torture`, load average 0.5 before\n")
                .contains("- Date: today\n- Versions: caffeine 3\n");
    }

    @Test
    void everyScenarioAndPeerIsExplained() {
        String page = TorturePage.of(List.of(results()), HERE);

        for (Torment torment : Torment.values()) {
            assertThat(page).contains("| " + torment.title + " | " + torment.play + " | " + torment.right + " |");
        }
        for (Contestant contestant : Contestant.values()) {
            assertThat(page).contains("- " + contestant.title + ": " + contestant.setUp + ".\n");
        }
    }

    @Test
    void whatMemoIsNotRightInIsOwed() {
        TortureResults right = results(played(Contestant.MEMO, Verdict.RIGHT, 1, 0.1, ""));
        TortureResults lacks = results(played(Contestant.MEMO, Verdict.LACKS, 0, 0, "not yet"));
        TortureResults peer = results(played(Contestant.SPRING, Verdict.HANGS, 1, 10, ""));

        assertThat(TorturePage.owed(List.of(right, peer))).isEmpty();
        assertThat(TorturePage.owed(List.of(right, lacks))).containsExactly("hung leader (JDK 17)");
    }

    private static TortureResults results(Played... played) {
        return new TortureResults(17, "17.0.15", 0.5, List.of(played));
    }

    private static Played played(Contestant contestant, Verdict verdict, int loads, double seconds, String note) {
        return new Played(Torment.HUNG_LEADER, contestant, new Outcome(verdict, loads, seconds, note));
    }
}
