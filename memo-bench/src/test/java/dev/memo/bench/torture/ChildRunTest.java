// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Children are heard, and killed if they hang. Confined to one thread. */
@Timeout(120)
class ChildRunTest {
    private static final ChildRun PATIENT = new ChildRun(100_000);

    @TempDir
    private Path folder;

    private Path log = Path.of("");

    @BeforeEach
    void chooseLog() {
        log = folder.resolve("log");
    }

    @Test
    void childThatNeverEndsIsKilledAndHangs() throws Exception {
        Outcome outcome = new ChildRun(1_000).run(command(NeverEnds.class), log);

        assertThat(outcome.verdict()).isEqualTo(Verdict.HANGS);
        assertThat(outcome.note()).isEqualTo("and was killed");
    }

    @Test
    void childTellsItsOutcome() throws Exception {
        Outcome outcome = PATIENT.run(command(Child.class, "SAME_KEY_RECURSION", "CAFFEINE", "30000"), log);

        assertThat(outcome.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(outcome.note()).contains("Recursive update");
    }

    @Test
    void childWhoseScenarioHangsTellsSoAndEnds() throws Exception {
        Outcome outcome = PATIENT.run(command(Child.class, "HUNG_LEADER", "CAFFEINE", "200"), log);

        assertThat(outcome.verdict()).isEqualTo(Verdict.HANGS);
        assertThat(outcome.loads()).isEqualTo(1);
    }

    @Test
    void childWithoutAnOutcomeIsAMistake() {
        assertThatThrownBy(() -> PATIENT.run(command(Child.class, "NO_SUCH_SCENARIO", "MEMO", "1"), log))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("told no outcome");
    }

    @Test
    void outcomeIsReadAsItWasTold() {
        Outcome outcome = new Outcome(Verdict.WRONG, 3, 0.25, "a\ttab and\na line");

        assertThat(Outcome.parse(outcome.line()))
                .isEqualTo(outcome)
                .isEqualTo(new Outcome(Verdict.WRONG, 3, 0.25, "a tab and a line"));
        assertThat(Outcome.parse("SLF4J: something else")).isNull();
    }

    private static List<String> command(Class<?> program, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /** A program that waits for ever. Confined to one thread. */
    static final class NeverEnds {
        private NeverEnds() {}

        public static void main(String[] args) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }
}
