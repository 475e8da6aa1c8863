// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.program.Warming;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that a JVM with the agent records at its end, and that the next one calls methods with. */
class WarmUpIT {
    @TempDir
    private Path folder;

    @Test
    void theSecondStartComputesInTheBackgroundWhatTheFirstOneUsed() {
        String options = "warmup=" + folder.resolve("keys.memo") + ",warmupRate=1000";

        assertThat(Jvm.withAgent(options).run(Warming.class).lines()).containsExactly("warm 1 runs 10 failed 0");
        Jvm.Ended second = Jvm.withAgent(options).run(Warming.class);

        assertThat(second.lines()).as("of a private static method").containsExactly("warm 10 runs 10 failed 0");
        assertThat(second.err()).isEmpty();
    }
}
