// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's jar keeps results in a file, with nothing else on any class path. */
class StoreIT {
    private static final String WORDS = """
            import dev.memo.annotation.Cached;

            public class Words {
                static int runs;

                @Cached(store = "disk")
                private static String twice(String word) {
                    runs++;
                    return word + word;
                }

                public static void main(String[] arguments) {
                    System.out.println(twice("a") + " " + twice("b") + " runs " + runs);
                }
            }
            """;

    private static final String ENDLESS = """
            public class Endless {
                static int runs;

                static String text(int number) {
                    runs++;
                    return "number " + number;
                }

                public static void main(String[] arguments) {
                    int most = arguments.length == 0 ? Integer.MAX_VALUE : Integer.parseInt(arguments[0]);
                    int wrong = 0;
                    for (int i = 0; i < most; i++) {
                        String text = text(i);
                        wrong += text.equals("number " + i) ? 0 : 1;
                        if (arguments.length == 0) {
                            System.out.println(i);
                        }
                    }
                    System.out.println("wrong " + wrong);
                    System.out.println(runs);
                }
            }
            """;

    @TempDir
    private Path folder;

    private Deployment deployment;

    @BeforeEach
    void begin() {
        deployment = new Deployment(folder);
    }

    @Test
    @Tag("parity-57")
    void privateStaticMethodsResultsAreThereAfterARestart() throws IOException {
        Path words = deployment.version(Map.of("Words.java", WORDS));

        Jvm.Ended first = deployment.jvm(words).run("Words");
        Jvm.Ended second = deployment.jvm(words).run("Words");

        assertThat(first.ownErr() + second.ownErr()).isEmpty();
        assertThat(first.lines()).containsExactly("aa bb runs 2");
        assertThat(second.lines()).containsExactly("aa bb runs 0");
    }

    @Test
    void resultsOfAMethodThatIsMemoizedByARuleAreThereAfterARestart() throws IOException {
        String plain = WORDS.replace("import dev.memo.annotation.Cached;", "").replace("@Cached(store = \"disk\")", "");
        Path words = deployment.version(Map.of("Words.java", plain));
        Path rules = Files.writeString(folder.resolve("words.rules"), "Words.twice(String) store=disk ttl=1h\n");
        String options = "store.disk=" + deployment.file() + ",config=" + rules;

        Jvm.Ended first = Jvm.withAgent(options).classPath(List.of(words)).run("Words");
        Jvm.Ended second = Jvm.withAgent(options).classPath(List.of(words)).run("Words");

        assertThat(first.ownErr() + second.ownErr()).isEmpty();
        assertThat(first.lines()).containsExactly("aa bb runs 2");
        assertThat(second.lines()).containsExactly("aa bb runs 0");
    }

    @Test
    void withoutTheOptionNothingOfAStoreIsLoaded() throws IOException {
        Path words = deployment.version(Map.of("Words.java", WORDS));
        Path log = folder.resolve("load.txt");

        Jvm.Ended ended = Jvm.withAgent("report=none")
                .option("-Xlog:class+load:file=" + log)
                .classPath(List.of(words, Jvm.programs().get(1)))
                .run("Words");

        assertThat(ended.lines()).containsExactly("aa bb runs 2");
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains(" dev.memo.agent."))
                .noneMatch(line -> line.contains(" org.sqlite.")
                        || line.contains(" dev.memo.sqlite.")
                        || line.contains(" dev.memo.shaded.picocli.")
                        || line.contains(" java.sql.Driver"));
    }

    @Test
    void nativeLibraryIsItsOwnersOnlyAndGoesWithTheProcess() throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        String listing = WORDS.replace("System.out.println(twice", """
                twice("c");
                try (var files = java.nio.file.Files.list(java.nio.file.Path.of(System.getProperty("java.io.tmpdir")))) {
                    files.filter(file -> file.toString().matches(".*sqlitejdbc.(so|dylib)"))
                            .map(file -> file.toFile().toPath())
                            .forEach(file -> {
                                try {
                                    System.out.println(java.nio.file.attribute.PosixFilePermissions.toString(
                                            java.nio.file.Files.getPosixFilePermissions(file)));
                                } catch (java.io.IOException e) {
                                    throw new AssertionError(e);
                                }
                            });
                } catch (java.io.IOException e) {
                    throw new AssertionError(e);
                }
                System.out.println(twice""");
        Path words = deployment.version(Map.of("Words.java", listing));

        Jvm.Ended ended =
                deployment.jvm(words).option("-Djava.io.tmpdir=" + temporary).run("Words");

        assertThat(ended.lines()).containsExactly("rwx------", "aa bb runs 3");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    @Tag("parity-65")
    void processThatIsKilledLeavesAFileThatIsWell() throws IOException {
        Path endless = deployment.version(Map.of("Endless.java", ENDLESS));
        String rules = ",config=" + Files.writeString(folder.resolve("r.rules"), "Endless.text(int) store=disk\n");
        Process process = deployment.jvm(endless, rules).builder("Endless").start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            while (!"20000".equals(out.readLine())) {
                assertThat(process.isAlive()).isTrue();
            }
        } finally {
            process.destroyForcibly().onExit().join();
        }

        assertThat(deployment.command("--verify").exit()).isZero();
        Jvm.Ended again = deployment.jvm(endless, rules).argument("20000").run("Endless");

        assertThat(again.lines()).first().isEqualTo("wrong 0");
        assertThat(again.lines().get(1))
                .as("loads of what had been written")
                .satisfies(runs -> assertThat(Integer.parseInt(runs)).isLessThan(20_000));
    }
}
