// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.program.AllShapes;
import dev.memo.agent.program.OddKeys;
import dev.memo.agent.weave.Shapes;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Every shape of method with the real agent: woven as it loads, and when the agent comes after it was loaded. */
class ShapesIT {
    private static final String ALL_RIGHT = Shapes.all().count() + " shapes, wrong: []";

    @Test
    void everyShapeIsMemoizedWhenItsClassLoads() {
        Jvm.Ended ended = Jvm.withAgent("report=none").run(AllShapes.class);

        assertThat(ended.ownErr()).isEmpty();
        assertThat(ended.lines()).containsExactly(ALL_RIGHT);
    }

    @Test
    void everyShapeIsMemoizedWhenTheAgentComesLater() throws Exception {
        Process process = new Jvm()
                .option("-XX:+EnableDynamicAgentLoading")
                .classPath(Jvm.programs())
                .argument("wait")
                .builder(AllShapes.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("loaded");

            Jvm.Ended attached = new Jvm()
                    .argument(String.valueOf(process.pid()), "report=none")
                    .run("-jar", Jvm.agentJar().toString(), "attach");

            assertThat(attached.exit()).as(attached.err()).isZero();
            process.getOutputStream().close();
            assertThat(out.readLine()).isEqualTo(ALL_RIGHT);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void keysThatMisbehaveHurtNobodyAndManyThreadsRunTheBodyOnce() {
        Jvm.Ended ended = Jvm.withAgent("report=none").run(OddKeys.class);

        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.lines())
                .containsExactly(
                        "ThrowingThrowing runs 2",
                        "HashedHashedHashed",
                        "threads [String] runs 1",
                        "failures [planned 1]");
    }
}
