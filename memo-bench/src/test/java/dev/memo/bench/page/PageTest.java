// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.bench.run.Measurement;
import dev.memo.bench.run.Results;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page says what is met and what is not. Confined to one thread. */
class PageTest {
    private static final Circumstances HERE = new Circumstances("a machine", "today", "caffeine 3");

    @Test
    void ratioWithinTheTargetIsMet() {
        assertThat(page(results(5, 36))).contains("of Caffeine by hand | 0.139, met |");
    }

    @Test
    void ratioBeyondTheTargetIsNotMet() {
        assertThat(page(results(12, 36))).contains("of Caffeine by hand | 0.333, **not met** |");
    }

    @Test
    void whatWasNotMeasuredIsNotThere() {
        assertThat(page(results(5, 36)))
                .doesNotContain("1 load")
                .doesNotContain("ColdKey\n")
                .doesNotContain("not measured");
    }

    @Test
    void whatWasMeasuredOnOneJdkOnlyIsSaid() {
        Results other = new Results(25, "25", "full", 0.1, List.of());

        assertThat(Page.of(Topic.ofMethods(), List.of(results(5, 36), other), HERE))
                .contains("of Caffeine by hand | 0.139, met | not measured |");
    }

    @Test
    void peersAreShownBesideMemo() {
        assertThat(page(results(5, 36))).contains("| Caffeine by hand | 36.0 | 7.20 |");
    }

    @Test
    void everyTableHasAsManyCellsInEachRow() {
        String[] lines = page(results(5, 36)).split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].startsWith("|") && lines[i - 1].startsWith("|")) {
                assertThat(cells(lines[i])).as(lines[i]).isEqualTo(cells(lines[i - 1]));
            }
        }
    }

    @Test
    void busyMachineIsSaid() {
        assertThat(page(results(5, 36, 1_000))).contains("load average 1000.0 before (**the machine was busy");
        assertThat(page(results(5, 36))).doesNotContain("busy");
    }

    @Test
    void directCacheHasAPageOfItsOwn() {
        Results direct = new Results(
                17,
                "17.0.15",
                "quick",
                0.1,
                List.of(
                        new Measurement("DirectGet", "memo 100", "ns", List.of(6.0)),
                        new Measurement("DirectGet", "caffeine 100", "ns", List.of(12.0))));

        assertThat(Page.of(Topic.ofDirectCache(), List.of(direct), HERE))
                .contains("Written by `./bench --direct`")
                .contains("`./bench --direct --quick`")
                .contains("| get | 100 entries: of Caffeine's time | 0.500 |")
                .doesNotContain("DirectPut\n");
    }

    @Test
    void barsAreLongerForSlowerPeers() {
        String svg = Chart.of(List.of(results(5, 36)));

        assertThat(width(svg, "peer0")).isGreaterThan(2 * width(svg, "memo0"));
    }

    private static double width(String svg, String style) {
        return Pattern.compile("class=\"" + style + "\" x=\"190.0\" y=\"\\d+\\.\\d\" width=\"(\\d+\\.\\d)\"")
                .matcher(svg)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .max()
                .orElseThrow();
    }

    private static long cells(String line) {
        return line.chars().filter(c -> c == '|').count();
    }

    private static String page(Results results) {
        return Page.of(Topic.ofMethods(), List.of(results), HERE);
    }

    private static Results results(double memo, double caffeine) {
        return results(memo, caffeine, 0.1);
    }

    private static Results results(double memo, double caffeine, double load) {
        return new Results(
                17,
                "17.0.15",
                "full",
                load,
                List.of(
                        new Measurement("WovenHit", "memo", "ns", List.of(memo)),
                        new Measurement("WovenHit", "caffeine", "ns", List.of(caffeine))));
    }
}
