// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.function.Function;

/** What the build asks of Memo in the scenarios. Stateless. */
final class Gate {
    /** How long anything may take on a busy machine. */
    static final long LIMIT_MILLIS = 30_000;

    private Gate() {}

    /** Plays, and fails if Memo is not right. */
    static void pass(Torment torment, Function<Original, Peer> opening) throws InterruptedException {
        assumeTrue(torment.isPossibleHere(), torment.impossible().note());

        Outcome outcome = new Watchdog(LIMIT_MILLIS).play(torment.scenario(), opening);

        assertThat(outcome.verdict()).as(outcome.toString()).isEqualTo(Verdict.RIGHT);
    }
}
