// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToLongBiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it costs to find a victim does not grow with what is kept, by any policy, counted in steps. */
class EvictionCostTest {
    private static final int FEW = 500;
    private static final int MANY = 20_000;

    /** A scan of all takes forty times as long. */
    @ParameterizedTest
    @ValueSource(strings = {"adaptive", "lru", "lfu", "fifo", "lifo", "mru", "random", "second-chance"})
    @Tag("parity-40")
    void aVictimIsFoundWithoutLookingAtAll(String policy) throws Exception {
        ToLongBiFunction<String, Integer> steps = StepLoader.make(EvictionSteps.class);
        long few = steps.applyAsLong(policy, FEW);
        long many = steps.applyAsLong(policy, MANY);
        System.out.println("EvictionCostTest seed 1, " + policy + ": " + few + " steps of 500, " + many + " of 20,000");
        assertThat(few).as("steps that are counted").isGreaterThan(10);
        assertThat(many).isLessThan(few * 2);
    }
}
