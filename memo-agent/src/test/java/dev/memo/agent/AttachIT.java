// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.program.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code java -jar memo-agent.jar attach PID}: into a JVM that runs, into none, twice. */
class AttachIT {
    private static Jvm.Ended attach(String... arguments) {
        return new Jvm().argument(arguments).run("-jar", Jvm.agentJar().toString(), "attach");
    }

    private static Process waiting(String option) throws IOException {
        return new Jvm()
                .option(option)
                .classPath(Jvm.programs())
                .builder(Waiting.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    private static String lineAfterEnter(Process process) throws IOException {
        Writer stdin = process.outputWriter(StandardCharsets.UTF_8);
        stdin.write("\n");
        stdin.flush();
        return process.inputReader(StandardCharsets.UTF_8).readLine();
    }

    private static void end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Test
    void classLoadedBeforeTheAgentIsMemoizedFromThenOn() throws Exception {
        Process process = waiting("-XX:+EnableDynamicAgentLoading");
        try {
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            assertThat(out.readLine()).isEqualTo("sum 24 runs 3");

            Jvm.Ended ended = attach(String.valueOf(process.pid()));

            assertThat(ended.err()).isEmpty();
            assertThat(ended.exit()).isZero();
            assertThat(ended.out()).isEqualTo("Memo is in process " + process.pid() + "." + System.lineSeparator());
            assertThat(lineAfterEnter(process)).isEqualTo("sum 24 runs 1");
            assertThat(lineAfterEnter(process)).isEqualTo("sum 24 runs 0");
        } finally {
            end(process);
        }
    }

    @Test
    void secondAttachDoesNothing() throws Exception {
        Process process = waiting("-XX:+EnableDynamicAgentLoading");
        try {
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("sum 24 runs 3");
            attach(String.valueOf(process.pid()));
            attach(String.valueOf(process.pid()));

            assertThat(lineAfterEnter(process)).startsWith("memo-agent: Memo runs in this JVM already");
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("sum 24 runs 1");
        } finally {
            end(process);
        }
    }

    @Test
    void strictAttachThatRefusesLeavesTheProgramRunning() throws Exception {
        Process process = waiting("-XX:+EnableDynamicAgentLoading");
        try {
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("sum 24 runs 3");

            Jvm.Ended ended = attach(String.valueOf(process.pid()), "strict=true,reprot=x");

            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.err()).contains("could not attach").contains("See what that program wrote to stderr.");
            assertThat(process.isAlive()).isTrue();
        } finally {
            end(process);
        }
    }

    @Test
    void processThatForbidsItIsSaidWithTheRemedy() throws Exception {
        Process process = waiting("-XX:-EnableDynamicAgentLoading");
        try {
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("sum 24 runs 3");

            Jvm.Ended ended = attach(String.valueOf(process.pid()));

            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.err())
                    .contains("Start that program with -XX:+EnableDynamicAgentLoading, or with -javaagent.");
        } finally {
            end(process);
        }
    }

    @Test
    void processThatIsNotThereIsSaid() {
        Jvm.Ended ended = attach("999999999");

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).startsWith("memo-agent attach 999999999: could not attach, ");
    }

    @Test
    void helpSaysWhatThereIs() {
        Jvm.Ended ended = new Jvm().run("-jar", Jvm.agentJar().toString(), "--help");

        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("java -javaagent:memo-agent-").contains("report=stderr");
        assertThat(new Jvm().run("-jar", Jvm.agentJar().toString()).exit()).isEqualTo(2);
    }
}
