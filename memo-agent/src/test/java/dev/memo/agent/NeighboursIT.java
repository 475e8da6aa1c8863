// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.program.Everyday;
import dev.memo.annotation.Cached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent beside other people's: JaCoCo, and applications with other versions of what Memo is made of. */
class NeighboursIT {
    private static final String OWN = """
                import com.esotericsoftware.kryo.kryo5.Kryo;
                import com.esotericsoftware.kryo.kryo5.io.Input;
                import com.esotericsoftware.kryo.kryo5.io.Output;
                import java.util.ArrayList;
                import java.util.List;
                import net.bytebuddy.ByteBuddy;
                import net.bytebuddy.implementation.FixedValue;
                import net.bytebuddy.matcher.ElementMatchers;

                public class Own {
                    static int runs;

                    @dev.memo.annotation.Cached
                    static List<String> words(String text) {
                        runs++;
                        return new ArrayList<>(List.of(text.split(" ")));
                    }

                    public static void main(String[] arguments) throws Exception {
                        words("a b").add("changed by its caller");
                        System.out.println(words("a b") + " runs " + runs);
                        Object made = new ByteBuddy()
                                .subclass(Object.class)
                                .method(ElementMatchers.named("toString"))
                                .intercept(FixedValue.value("made by Byte Buddy"))
                                .make()
                                .load(Own.class.getClassLoader())
                                .getLoaded()
                                .getDeclaredConstructor()
                                .newInstance();
                        System.out.println(made);
                        Kryo kryo = new Kryo();
                        kryo.setRegistrationRequired(false);
                        Output out = new Output(1000);
                        kryo.writeClassAndObject(out, new ArrayList<>(List.of(1, "two")));
                        System.out.println(kryo.readClassAndObject(new Input(out.toBytes())));
                        System.out.println(ByteBuddy.class.getProtectionDomain().getCodeSource().getLocation()
                                .toString().endsWith("other-byte-buddy.jar"));
                        System.out.println(Kryo.class.getProtectionDomain().getCodeSource().getLocation()
                                .toString().endsWith("other-kryo5.jar"));
                    }
                }
                """;

    private static final String OWN_DATABASE = """
                import java.sql.Connection;
                import java.sql.DriverManager;
                import java.sql.ResultSet;
                import java.sql.SQLException;

                public class OwnDatabase {
                    static int runs;

                    @dev.memo.annotation.Cached(store = "disk")
                    static String twice(String word) {
                        runs++;
                        return word + word;
                    }

                    public static void main(String[] arguments) throws SQLException {
                        try (Connection own = DriverManager.getConnection("jdbc:sqlite::memory:")) {
                            System.out.println(twice("a") + " " + version(own));
                        }
                        System.out.println(twice("b") + " runs " + runs);
                    }

                    static String version(Connection connection) throws SQLException {
                        try (ResultSet rows = connection.createStatement().executeQuery("SELECT sqlite_version()")) {
                            return rows.next() ? rows.getString(1) : "none";
                        }
                    }
                }
                """;

    @TempDir
    private Path folder;

    /** What JaCoCo recorded for the program's class: its id and which of its probes were hit. */
    private String coverage(List<String> agents) throws IOException {
        Path file = folder.resolve("jacoco" + agents.hashCode() + ".exec");
        Jvm jvm = new Jvm();
        for (String agent : agents) {
            Path jar = agent.equals("memo") ? Jvm.agentJar() : Jvm.library("jacoco-agent.jar");
            jvm.agent(jar, agent.equals("memo") ? "report=none" : "destfile=" + file);
        }
        assertThat(jvm.run(Everyday.class).lines())
                .contains(agents.contains("memo") ? "fib 23416728348467685 runs 81" : "hello youhello you runs 2");
        Map<String, String> classes = JacocoData.read(file);
        return String.valueOf(classes.get("dev/memo/agent/program/Everyday"));
    }

    @Test
    void coverageIsThatOfTheOriginalWhateverTheOrderOfTheAgents() throws IOException {
        Files.createDirectories(folder);
        String before = coverage(List.of("jacoco", "memo"));
        String after = coverage(List.of("memo", "jacoco"));

        assertThat(before).isEqualTo(after).isNotEqualTo("null").contains("true");
    }

    @Test
    void applicationUsesItsOwnVersionsOfByteBuddyAndKryo() throws IOException {
        List<Path> libraries =
                new ArrayList<>(List.of(Jvm.library("other-byte-buddy.jar"), Jvm.library("other-kryo5.jar")));
        libraries.addAll(Jvm.programs());
        Path classes = Sources.compile(folder, "Own.java", OWN, libraries);
        libraries.add(classes);

        Jvm.Ended ended = Jvm.withAgent("")
                .option("-Dnet.bytebuddy.experimental=true")
                .classPath(libraries)
                .run("Own");

        assertThat(ended.ownErr()).isEmpty();
        assertThat(ended.lines()).containsExactly("[a, b] runs 1", "made by Byte Buddy", "[1, two]", "true", "true");
    }

    @Test
    void applicationUsesItsOwnVersionOfSqliteBesideThatOfTheStore() throws IOException {
        List<Path> libraries = List.of(Jvm.library("other-sqlite-jdbc.jar"), Jvm.placeOf(Cached.class));
        Path classes = Sources.compile(folder, "OwnDatabase.java", OWN_DATABASE, libraries);
        String store = "store.disk=" + folder.resolve("results.db");

        Jvm.Ended first = Jvm.withAgent(store)
                .classPath(libraries)
                .classPath(List.of(classes))
                .run("OwnDatabase");
        Jvm.Ended second = Jvm.withAgent(store)
                .classPath(libraries)
                .classPath(List.of(classes))
                .run("OwnDatabase");

        assertThat(first.lines()).as(first.err()).containsExactly("aa 3.46.1", "bb runs 2");
        assertThat(second.lines()).as(second.err()).containsExactly("aa 3.46.1", "bb runs 0");
    }
}
