// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memo under torture, behind a proxy. Confined to one thread. */
@Timeout(120)
class TortureTest {
    @ParameterizedTest
    @EnumSource
    void proxyIsRight(Torment torment) throws InterruptedException {
        Gate.pass(torment, ProxiedMemo::new);
    }

    /** What the suite does not ask of everybody; a few may come late on a busy machine. */
    @Test
    void proxyCallsABackendThatIsDownForAllAtOnce() throws InterruptedException {
        Outcome outcome = new Watchdog(Gate.LIMIT_MILLIS).play(Torment.THROWING_LEADER.scenario(), ProxiedMemo::new);

        assertThat(outcome.loads()).isLessThan(10);
    }
}
