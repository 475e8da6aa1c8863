// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.program.Everyday;
import dev.memo.agent.program.Loaders;
import dev.memo.agent.program.Plain;
import dev.memo.agent.program.Retransforming;
import dev.memo.agent.program.Undeploy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs started with the agent, by JVMs of their own. */
class AgentStartIT {
    @TempDir
    private Path folder;

    @Test
    void privateStaticAndSelfInvokedMethodsOfTheMainClassAreMemoized() {
        Jvm.Ended ended = Jvm.withAgent("").run(Everyday.class);

        assertThat(ended.exit()).isZero();
        assertThat(ended.lines())
                .containsExactly(
                        "fib 23416728348467685 runs 81", "hello youhello you runs 1", "again 23416728348467685 runs 1");
    }

    @Test
    void withoutTheAgentTheSameProgramRunsEveryBody() {
        Jvm.Ended ended = new Jvm().run(Plain.class);

        assertThat(ended.lines()).containsExactly("sum 20 runs 2");
    }

    @Test
    void programThatHasNothingForMemoIsLeftAloneInSilence() {
        Jvm.Ended ended = Jvm.withAgent("").run(Plain.class);

        assertThat(ended.lines()).containsExactly("sum 20 runs 2");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void agentDoesNotTouchLoggingBeforeTheApplicationDoes() throws IOException {
        Path log = folder.resolve("load.txt");

        Jvm.Ended ended =
                Jvm.withAgent("").option("-Xlog:class+load:file=" + log).run(Undeploy.class);

        assertThat(ended.lines()).containsExactly("runs 1", "collected");
        assertThat(Files.readAllLines(log))
                .noneMatch(line -> line.contains("LoggerFinder") || line.contains("java.util.logging."));
    }

    @Test
    void disabledAgentDoesNothing() {
        Jvm.Ended ended = Jvm.withAgent("enabled=false").run(Loaders.class);

        assertThat(ended.lines()).contains("parent-first runs 3", "like OSGi runs 3");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void secondAgentDoesNothingAndSaysSo() {
        Jvm.Ended ended = Jvm.withAgent("").agent(Jvm.agentJar(), "").run(Everyday.class);

        assertThat(ended.lines()).contains("fib 23416728348467685 runs 81");
        assertThat(ended.ownErr())
                .startsWith(
                        "memo-agent: Memo runs in this JVM already, so this agent does nothing. Remove one of them.");
    }

    @Test
    void classesOfEveryKindOfLoaderAreWovenAndHiddenOnesAreNot() {
        Jvm.Ended ended = Jvm.withAgent("").run(Loaders.class);

        assertThat(ended.ownErr()).isEmpty();
        assertThat(ended.lines())
                .containsExactly(
                        "parent-first runs 1",
                        "child-first runs 1",
                        "null parent runs 1",
                        "no annotations runs 1",
                        "like OSGi runs 1",
                        "hidden runs 3",
                        "facades see 5 and 5");
    }

    @Test
    void loaderOfAnUndeployedApplicationIsCollected() {
        Jvm.Ended ended = Jvm.withAgent("").run(Undeploy.class);

        assertThat(ended.lines()).containsExactly("runs 1", "collected");
    }

    @Test
    void classThatAnotherAgentTransformsAgainStaysMemoized() throws IOException {
        Path agent = Sources.jar(
                folder.resolve("other.jar"),
                Map.of("Premain-Class", Retransforming.class.getName(), "Can-Retransform-Classes", "true"),
                List.of());

        for (boolean first : new boolean[] {true, false}) {
            Jvm jvm = first ? new Jvm().agent(agent, "") : Jvm.withAgent("");
            jvm = first ? jvm.agent(Jvm.agentJar(), "") : jvm.agent(agent, "");
            assertThat(jvm.run(Retransforming.class).lines()).containsExactly("runs 1 then 1");
        }
    }

    @Test
    void methodOfANamedModuleIsMemoized() throws IOException {
        Path lib = Jvm.programs().get(1);
        String module = "module app { requires static dev.memo.annotation; }";
        Sources.compile(folder, "module-info.java", module, List.of(lib));
        Path classes = Sources.compile(folder, "app/Main.java", """
                package app;
                public class Main {
                    static int runs;
                    @dev.memo.annotation.Cached
                    static long twice(long a) { runs++; return a * 2; }
                    public static void main(String[] arguments) {
                        System.out.println(twice(3) + twice(3) + " runs " + runs);
                    }
                }
                """, List.of(lib));

        Jvm.Ended ended = Jvm.withAgent("").run("-p", classes.toString(), "-m", "app/app.Main");

        assertThat(ended.ownErr()).isEmpty();
        assertThat(ended.lines()).containsExactly("12 runs 1");
    }
}
