// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.program.Everyday;
import dev.memo.agent.program.Loaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The weave report as a user gets it. */
class ReportIT {
    private static final String REFUSED = "1. @Cached on Everyday.refused(int): it returns void,"
            + " so there is nothing to remember. Remove @Cached, or return a value.";

    private static final String JSON = """
            {
              "schema": 1,
              "classes": [
                {
                  "class": "dev.memo.agent.program.Everyday",
                  "woven": [
                    {
                      "method": "fib",
                      "descriptor": "(I)J",
                      "kind": "memoize",
                      "settings": ""
                    },
                    {
                      "method": "greet",
                      "descriptor": "(Ljava/lang/String;)Ljava/lang/String;",
                      "kind": "memoize",
                      "settings": "ttl=10m"
                    },
                    {
                      "method": "forget",
                      "descriptor": "(I)V",
                      "kind": "invalidate",
                      "settings": "invalidates Everyday.fib(int)"
                    }
                  ],
                  "problems": [
                    {
                      "code": "VOID_RESULT",
                      "where": "@Cached on Everyday.refused(int)",
                      "what": "it returns void, so there is nothing to remember",
                      "remedy": "Remove @Cached, or return a value."
                    }
                  ],
                  "remarks": []
                }
              ],
              "rules": [],
              "options": []
            }
            """;
    private static final String LATE = """
                public class Late {
                    public static void main(String[] arguments) throws Exception {
                        var urls = new java.net.URL[] {new java.io.File(arguments[0]).toURI().toURL()};
                        var loader = new java.net.URLClassLoader(urls, Late.class.getClassLoader());
                        loader.loadClass("dev.memo.agent.program.Everyday")
                                .getMethod("main", String[].class)
                                .invoke(null, (Object) arguments);
                    }
                }
                """;

    @TempDir
    private Path folder;

    /** A class path with these classes of the test tree and nothing else. */
    private List<Path> only(Class<?>... classes) throws IOException {
        return List.of(
                Sources.jar(folder.resolve("app.jar"), java.util.Map.of(), List.of(classes)),
                Jvm.programs().get(1));
    }

    @Test
    void withoutOptionRefusalsAreSaidWhenTheirClassLoads() throws IOException {
        Jvm.Ended ended = Jvm.withAgent("").classPath(only(Everyday.class)).run(Everyday.class.getName());

        assertThat(ended.ownErr()).isEqualTo("1 problem in the memoized methods of Everyday:\n" + REFUSED + "\n");
    }

    @Test
    void reportOnStderrIsTheTableAndTheRefusals() throws IOException {
        Jvm.Ended ended =
                Jvm.withAgent("report=stderr").classPath(only(Everyday.class)).run(Everyday.class.getName());

        assertThat(ended.ownErr()).isEqualTo("""
                        Memo weave report: 3 methods woven in 1 class, 1 refused.
                          Everyday.fib(int)       memoize
                          Everyday.greet(String)  memoize ttl=10m
                          Everyday.forget(int)    invalidate invalidates Everyday.fib(int)
                        1 problem in the memoized methods of Everyday:
                        """ + REFUSED + "\n");
        assertThat(ended.lines()).contains("fib 23416728348467685 runs 81");
    }

    @Test
    void reportAsJsonIsWrittenBeforeTheProgramStarts() throws IOException {
        Path file = folder.resolve("weave.json");

        Jvm.Ended ended =
                Jvm.withAgent("report=" + file).classPath(only(Everyday.class)).run(Everyday.class.getName());

        assertThat(ended.ownErr()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo(JSON);
    }

    @Test
    void noneSaysNothing() throws IOException {
        Jvm.Ended ended =
                Jvm.withAgent("report=none").classPath(only(Everyday.class)).run(Everyday.class.getName());

        assertThat(ended.ownErr()).isEmpty();
        assertThat(ended.lines()).contains("fib 23416728348467685 runs 81");
    }

    @Test
    void classesThatTheClassPathDoesNotHaveAreAddedWhenTheyLoad() throws IOException {
        Path file = folder.resolve("weave.txt");
        Path classes = Sources.compile(folder, "Late.java", LATE, List.of());
        Path app = only(Everyday.class).get(0);
        List<Path> path = List.of(classes, Jvm.programs().get(1));

        Jvm.Ended toFile = Jvm.withAgent("report=" + file)
                .classPath(path)
                .argument(app.toString())
                .run("Late");
        Jvm.Ended toStderr = Jvm.withAgent("report=stderr")
                .classPath(path)
                .argument(app.toString())
                .run("Late");

        assertThat(toFile.ownErr()).isEmpty();
        assertThat(Files.readString(file))
                .startsWith("Memo weave report: 3 methods woven in 1 class, 1 refused.")
                .contains("Everyday.greet(String)  memoize ttl=10m")
                .contains(REFUSED);
        assertThat(toStderr.ownErr())
                .startsWith("Memo weave report: 0 methods woven in 0 classes, 0 refused.\n")
                .contains("Everyday.greet(String)  memoize ttl=10m")
                .contains(REFUSED);
    }

    @Test
    void scanLoadsNoClassOfTheApplication() throws IOException {
        Jvm.Ended ended = Jvm.withAgent("report=none,strict=true")
                .option("-Xlog:class+load:file=" + folder.resolve("load.txt"))
                .classPath(only(Loaders.class))
                .run(Loaders.class.getName(), "unused");

        List<String> loaded = Files.readAllLines(folder.resolve("load.txt"));
        int started = indexOf(loaded, "java.lang.MemoDispatch ");
        int program = indexOf(loaded, "dev.memo.agent.program.");
        assertThat(ended.err()).doesNotContain("strict=true");
        assertThat(started).isPositive();
        assertThat(program).isGreaterThan(started);
    }

    private static int indexOf(List<String> lines, String text) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        return -1;
    }
}
