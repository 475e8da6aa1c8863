// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.memo.bench.run.Measurement;
import dev.memo.bench.run.Results;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gate lets machines be slow, and Memo not. Confined to one thread. */
@Tag("parity-73")
class ComparisonTest {
    private static final List<Results> BEFORE = run(10, 40, 20);

    @Test
    void elevenInHundredSlowerIsTooMuch() {
        Comparison comparison = Comparison.of(BEFORE, run(11.1, 40, 20));

        assertThat(comparison.isSlower()).isTrue();
        assertThat(comparison.table()).contains("| +11.0%, **slower** |");
    }

    @Test
    void nineInHundredSlowerIsLetThrough() {
        assertThat(Comparison.of(BEFORE, run(10.9, 40, 20)).isSlower()).isFalse();
    }

    @Test
    void slowerMachineIsNotMemosFault() {
        Comparison comparison = Comparison.of(BEFORE, run(30, 120, 60));

        assertThat(comparison.isSlower()).isFalse();
        assertThat(comparison.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.factor()).isCloseTo(1, within(1e-9)));
    }

    @Test
    void asSlowAsBeforeOnAFasterMachineIsSlower() {
        assertThat(Comparison.of(BEFORE, run(10, 30, 15)).isSlower()).isTrue();
    }

    @Test
    void medianCountsAndNotTheMean() {
        Measurement memo = new Measurement("WovenHit", "memo", "ns", List.of(10.0, 10.0, 900.0));

        assertThat(Comparison.of(BEFORE, List.of(results(17, memo, peer("caffeine", 40), peer("map", 20))))
                        .isSlower())
                .isFalse();
    }

    @Test
    void onlyPeersOfBothRunsCount() {
        List<Results> now = List.of(results(17, peer("memo", 10), peer("caffeine", 40), peer("guava", 1)));

        assertThat(Comparison.of(BEFORE, now).changes())
                .containsExactly(new Change("JDK 17, WovenHit, memo, ns", "caffeine", 0.25, 0.25));
    }

    @Test
    void parametersAreComparedWithTheirOwn() {
        List<Results> before = List.of(results(
                17, peer("memo 100", 10), peer("caffeine 100", 20), peer("memo 1000", 10), peer("caffeine 1000", 20)));
        List<Results> now = List.of(results(
                17, peer("memo 100", 10), peer("caffeine 100", 20), peer("memo 1000", 20), peer("caffeine 1000", 20)));

        assertThat(Comparison.of(before, now).changes())
                .extracting(Change::isSlower)
                .containsExactly(false, true);
    }

    @Test
    void machinesOwnCostIsNoPeer() {
        List<Results> run = List.of(results(17, peer("memo", 10), peer("key", 1), peer("memoAlone", 9)));

        assertThat(Comparison.of(run, run).changes()).isEmpty();
    }

    @Test
    void otherJdksAreNotCompared() {
        List<Results> other = List.of(results(25, peer("memo", 99), peer("caffeine", 40)));

        assertThat(Comparison.of(BEFORE, other).changes()).isEmpty();
    }

    private static List<Results> run(double memo, double caffeine, double map) {
        return List.of(results(17, peer("memo", memo), peer("caffeine", caffeine), peer("map", map)));
    }

    private static Results results(int feature, Measurement... measurements) {
        return new Results(feature, "java", "quick", 0.1, List.of(measurements));
    }

    private static Measurement peer(String name, double nanos) {
        return new Measurement("WovenHit", name, "ns", List.of(nanos));
    }
}
