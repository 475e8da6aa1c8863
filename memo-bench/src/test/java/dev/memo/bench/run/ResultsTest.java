// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results are kept, replaced and read back. Confined to one thread. */
class ResultsTest {
    private static final Measurement MEMO = new Measurement("WovenHit", "memo", "ns", List.of(9.0, 1.0, 2.0));
    private static final Measurement MAP = new Measurement("WovenHit", "map", "ns", List.of(4.0, 5.0));
    private static final Results RESULTS = new Results(17, "17.0.15", "quick", 0.5, List.of(MEMO, MAP));

    @Test
    void medianIsTheMiddleOne() {
        assertThat(RESULTS.median("WovenHit", "memo", "ns")).isEqualTo(2);
        assertThat(RESULTS.median("WovenHit", "map", "ns")).isEqualTo(4.5);
    }

    @Test
    void medianOverAllRounds() {
        Results more = RESULTS.plus(List.of(new Measurement("WovenHit", "memo", "ns", List.of(7.0, 8.0))));

        assertThat(more.median("WovenHit", "memo", "ns")).isEqualTo(7);
    }

    @Test
    void whatWasNotMeasuredIsNoNumber() {
        assertThat(RESULTS.median("WovenHit", "memo", "B")).isNaN();
    }

    @Test
    void newResultsReplaceThoseOfTheSameThing() {
        Measurement fresh = new Measurement("WovenHit", "map", "ns", List.of(1.0));

        assertThat(RESULTS.without(List.of(fresh)).plus(List.of(fresh)).measurements())
                .containsExactly(MEMO, fresh);
    }

    @Test
    void resultsAreReadBack(@TempDir Path folder) throws Exception {
        ResultFiles files = new ResultFiles(folder);
        Results newer = new Results(25, "25", "full", 0.5, List.of());
        files.write(newer);
        files.write(RESULTS);

        assertThat(files.readAll()).containsExactly(RESULTS, newer);
        assertThat(files.read(17)).isEqualTo(RESULTS);
        assertThat(files.read(21)).isNull();
    }
}
