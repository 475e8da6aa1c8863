// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What falls short is said to. Confined to one thread. */
class VerdictsTest {
    private final Verdicts verdicts = new Verdicts();

    @Test
    void shareMustBeLargeEnoughAndAbovePeers() {
        verdicts.share(0.88, Map.of("Caffeine", 0.89), -0.03);

        assertThat(verdicts.toString())
                .contains("| 0.87 or more | 0.8800 | met |")
                .contains("| above Caffeine, which has 0.8900 | 0.8800 | **not met** |")
                .contains("| nowhere more than 0.02 below `lru` | -0.0300 | **not met** |");
    }

    @Test
    void eachReadingIsJudgedOnItsOwn() {
        verdicts.saved(0.10, 1.542, 1.26, 1.3);

        assertThat(verdicts.toString())
                .contains("mean of ratios | 1.5420 | met |")
                .contains("ratio of means | 1.2600 | **not met** |")
                .contains("the middle two) | 1.3000 | met |");
    }
}
