// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.program.Everyday;
import dev.memo.agent.program.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options and rules as a user meets them: what is wrong is said, and stops the program only where that was asked. */
class OptionsIT {
    @TempDir
    private Path folder;

    private String rules(String text) throws IOException {
        return "config=" + Files.writeString(folder.resolve("rules.txt"), text);
    }

    @Test
    void allThatIsWrongIsSaidAtOnceAndTheProgramRuns() {
        Jvm.Ended ended =
                Jvm.withAgent("reprot=stderr,maxBytes=lots,config=no/such/file").run(Plain.class);

        assertThat(ended.exit()).isZero();
        assertThat(ended.lines()).containsExactly("sum 20 runs 2");
        assertThat(ended.err().lines())
                .hasSize(4)
                .contains("3 problems in the options of memo-agent:")
                .anyMatch(line -> line.startsWith(
                        "1. memo-agent option \"reprot\": there is no such option." + " Did you mean report?"))
                .anyMatch(line -> line.startsWith("2. memo-agent option \"maxBytes\": must be a size, was \"lots\"."))
                .anyMatch(line -> line.startsWith("3. memo-agent option \"config\": there is no such file"));
    }

    @Test
    void strictStopsTheStartOverAnOption() {
        Jvm.Ended ended = Jvm.withAgent("strict=true,reprot=stderr").run(Plain.class);

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("memo-agent option \"reprot\": there is no such option.")
                .endsWith("memo-agent: strict=true, so the program is not started." + System.lineSeparator());
    }

    @Test
    void strictStopsTheStartOverARefusedMethod() {
        Jvm.Ended ended = Jvm.withAgent("strict=true").run(Everyday.class);

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("@Cached on Everyday.refused(int): it returns void");
    }

    @Test
    void strictLetsAProgramPassThatIsInOrder() throws IOException {
        Path alone = folder.resolve("alone/dev/memo/agent/program");
        Files.createDirectories(alone);
        Files.copy(
                Jvm.placeOf(Plain.class).resolve("dev/memo/agent/program/Plain.class"), alone.resolve("Plain.class"));

        Jvm.Ended ended = Jvm.withAgent("strict=true")
                .classPath(List.of(folder.resolve("alone")))
                .run(Plain.class.getName());

        assertThat(ended.err()).isEmpty();
        assertThat(ended.lines()).containsExactly("sum 20 runs 2");
    }

    @Test
    void methodOfALibraryIsMemoizedByARule() throws IOException {
        Jvm.Ended ended = Jvm.withAgent(rules("dev.memo.agent.program.Plain.twice(long) ttl=1h"))
                .run(Plain.class);

        assertThat(ended.lines()).containsExactly("sum 20 runs 1");
        assertThat(ended.ownErr()).isEmpty();
    }

    @Test
    void ruleThatMatchesNothingIsSaidWithTheNearestNames() throws IOException {
        Jvm.Ended ended = Jvm.withAgent(rules("""
                        dev.memo.agent.program.Plan.twice ttl=1h
                        dev.memo.agent.program.Plain.twize
                        dev.memo.agent.program.Plain.twice ttl=soon
                        """)).run(Plain.class);

        assertThat(ended.lines()).containsExactly("sum 20 runs 2");
        assertThat(ended.err())
                .contains("rules.txt:1: class dev.memo.agent.program.Plan is not found."
                        + " Did you mean dev.memo.agent.program.Plain")
                .contains("rules.txt:2: Plain has no method twize. Did you mean twice(long)?")
                .contains("rules.txt:3");
    }

    @Test
    void strictStopsTheStartOverARule() throws IOException {
        Jvm.Ended ended =
                Jvm.withAgent("strict=true," + rules("net.acme.Nobody.price")).run(Plain.class);

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("rules.txt:1: class net.acme.Nobody is not found");
    }

    @Test
    void methodOfTheJdkIsMemoizedByARule() throws IOException {
        Path program = Sources.compile(folder, "Words.java", """
                public class Words {
                    public static void main(String[] arguments) {
                        for (int i = 0; i < 10; i++) {
                            java.time.ZoneId.of("Europe/Paris");
                        }
                        dev.memo.Memo.runtime().methods().forEach(method ->
                                System.out.println(method.stats().hits() + " hits"));
                    }
                }
                """, Jvm.programs());

        Jvm.Ended ended = Jvm.withAgent(rules("java.time.ZoneId.of(String)"))
                .classPath(List.of(program))
                .classPath(Jvm.programs())
                .run("Words");

        assertThat(ended.ownErr()).isEmpty();
        assertThat(ended.lines()).containsExactly("9 hits");
    }
}
