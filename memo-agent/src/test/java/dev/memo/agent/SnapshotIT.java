// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.program.Remembering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that JVMs with the agent hand on from one to the next by a snapshot. */
@Tag("parity-58")
class SnapshotIT {
    @TempDir
    private Path folder;

    @Test
    void theSecondStartComputesNothing() {
        String option = "snapshot=" + folder.resolve("results.memo");

        assertThat(Jvm.withAgent(option).run(Remembering.class).lines()).containsExactly("word 9 runs 10");
        Jvm.Ended second = Jvm.withAgent(option).run(Remembering.class);

        assertThat(second.lines()).containsExactly("word 9 runs 0");
        assertThat(second.err()).isEmpty();
    }

    @Test
    void withTheTimeInTheNameTheNewestIsLoaded() throws IOException {
        String option = "snapshot=" + folder.resolve("results-{time}.memo");

        assertThat(Jvm.withAgent(option).run(Remembering.class).lines()).containsExactly("word 9 runs 10");
        assertThat(Jvm.withAgent(option).run(Remembering.class).lines()).containsExactly("word 9 runs 0");

        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void aFileThatIsNoSnapshotCostsAWarningAndIsLeftAlone() throws IOException {
        Path diary = Files.writeString(folder.resolve("diary"), "somebody's diary");

        Jvm.Ended ended = Jvm.withAgent("snapshot=" + diary).run(Remembering.class);

        assertThat(ended.lines()).containsExactly("word 9 runs 10");
        assertThat(ended.err())
                .contains("memo.load(" + diary + "): it is not a snapshot")
                .contains("The runtime starts without, and saves none.");
        assertThat(diary).hasContent("somebody's diary");
    }
}
