// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However many entries are due at one instant, nobody does more at once than with a few: counted in steps, each a call
 * of a method or a round of a loop. How long it takes, {@code ./bench} tells.
 */
class ExpiryStallTest {
    private static final int FEW = 4_000;
    private static final int MANY = 100_000;
    private static final String[] CALLS = {"a write", "a write for which there is no room", "a read", "the expirer"};
    private static final long[] MOST_EXPIRED = {16, 17, 1, 100};

    @ParameterizedTest
    @ValueSource(strings = {"same", "spread", "idle"})
    void nobodyDoesMoreAtOnceForMoreThatIsDue(String deadlines) throws Exception {
        long[][] few = counted().apply(deadlines, FEW);
        long[][] many = counted().apply(deadlines, MANY);
        for (int i = 0; i < CALLS.length; i++) {
            System.out.println("ExpiryStallTest " + deadlines + ", " + CALLS[i] + ": at most " + few[i][0]
                    + " steps of " + FEW + " due, " + many[i][0] + " of " + MANY + ", for " + many[i][1] + " entries");
            assertThat(many[i][0]).as(CALLS[i]).isLessThan(few[i][0] * 3 / 2);
            assertThat(many[i][1]).as(CALLS[i]).isBetween(1L, MOST_EXPIRED[i]);
        }
    }

    private static BiFunction<String, Integer, long[][]> counted() throws ReflectiveOperationException {
        return StepLoader.make(ExpirySteps.class);
    }
}
