// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link Gate#OWED} says is owed is so; when it no longer is, the list must be shortened. Confined to one thread. */
@Timeout(120)
class OwedTest {
    /** Longer than {@link Peer#WAIT_SECONDS} twice over. */
    private static final long LIMIT_MILLIS = 3_000;

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("owed")
    void memoIsNotRightYet(Torment torment) throws InterruptedException {
        Outcome outcome = new Watchdog(LIMIT_MILLIS).play(torment.scenario(), ProxiedMemo::new);

        assertThat(outcome.verdict())
                .as("take it out of Gate.OWED: %s", outcome)
                .isNotEqualTo(Verdict.RIGHT);
    }

    static Stream<Torment> owed() {
        return Gate.OWED.stream();
    }
}
