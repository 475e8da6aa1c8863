// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that has Memo, and what it is made of, as named modules: the packages of these are everybody's, and the agent's
 * own classes in packages of the same names must not be taken for them.
 */
class NamedModulesIT {
    private static final String MODULE = """
        module app {
            requires dev.memo.annotation;
            requires dev.memo.core;
        }
        """;

    private static final String MAIN = """
        package app;

        import dev.memo.Memo;
        import dev.memo.MemoizedMethodHandle;
        import dev.memo.annotation.Cached;
        import java.util.ArrayList;
        import java.util.List;

        public class Main {
            static int runs;
            static String said;

            @Cached
            static List<String> twice(String word) {
                runs++;
                return new ArrayList<>(List.of(word, word));
            }

            @Cached(store = "disk")
            static String kept(int key) {
                return said;
            }

            public static void main(String[] arguments) {
                System.out.println(twice("a") + " " + twice("a") + " runs " + runs);
                said = arguments[0];
                System.out.println(kept(1));
                MemoizedMethodHandle method = Memo.runtime().method(Main.class, "twice");
                System.out.println(method.stats().hits() + " hit");
                System.out.println(Memo.class.getModule().getName());
                method.invalidateAll();
                System.out.println(twice("a") + " runs " + runs);
            }
        }
        """;

    @TempDir
    private Path folder;

    @Test
    void agentKeepsToItsOwnClasses() throws Exception {
        String path = path();
        String file = folder.resolve("results.db").toString();

        for (String word : List.of("first", "second")) {
            Jvm.Ended ended = Jvm.withAgent("store.disk=" + file)
                    .option("--add-modules", "java.sql") // which SQLite needs, and the application does not
                    .argument(word)
                    .run("-p", path, "-m", "app/app.Main");

            assertThat(ended.ownErr()).isEmpty();
            assertThat(ended.lines())
                    .as("run %s", word)
                    .containsExactly("[a, a] [a, a] runs 1", "first", "1 hit", "dev.memo.core", "[a, a] runs 2");
        }
    }

    @Test
    void whatSqliteLacksIsSaidWithTheRemedy() throws Exception {
        String file = folder.resolve("results.db").toString();

        Jvm.Ended ended = Jvm.withAgent("store.disk=" + file).argument("only").run("-p", path(), "-m", "app/app.Main");

        assertThat(ended.lines()).contains("[a, a] [a, a] runs 1");
        assertThat(ended.err())
                .contains("Store " + file + ": it needs the JDK's module java.sql, which the application has not."
                        + " Start the JVM with --add-modules java.sql.");
    }

    private String path() throws IOException, ClassNotFoundException {
        List<Path> modules = List.of(
                Jvm.placeOf(Cached.class),
                Jvm.placeOf(Memo.class),
                placeOf("com.esotericsoftware.kryo.kryo5.Kryo"),
                placeOf("net.bytebuddy.ByteBuddy"),
                placeOf("org.jspecify.annotations.Nullable"));
        return Stream.concat(Stream.of(compile(modules)), modules.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path compile(List<Path> modules) throws IOException {
        Path main = folder.resolve("src/app/Main.java");
        Files.createDirectories(main.getParent());
        Files.writeString(main, MAIN);
        return Sources.compile(folder, "module-info.java", MODULE, modules);
    }

    private static Path placeOf(String type) throws ClassNotFoundException {
        return Jvm.placeOf(Class.forName(type));
    }
}
