// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot keep results costs the application nothing, and is told once, with what to do. */
class StoreTroubleIT {
    private static final String WORDS = """
            import dev.memo.annotation.Cached;

            public class Words {
                static int runs;

                @Cached(store = "disk")
                static String twice(String word) {
                    runs++;
                    return word + word;
                }

                @Cached(store = "disk")
                static String thrice(String word) {
                    runs++;
                    return word + word + word;
                }

                public static void main(String[] arguments) {
                    for (int i = 0; i < 100; i++) {
                        twice("a");
                        thrice("a");
                    }
                    System.out.println(twice("a") + " " + thrice("a") + " runs " + runs);
                }
            }
            """;

    /** Takes from root that no permission counts for it. */
    private static final List<String> WITHOUT_PRIVILEGE =
            List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");

    /** Where SQLite's header has the version of the file's format. */
    private static final int USER_VERSION = 60;

    @TempDir
    private Path folder;

    private Deployment deployment;
    private Path words;
    private List<String> jvmStarter = List.of();

    @BeforeEach
    void compile() throws IOException {
        deployment = new Deployment(folder);
        words = deployment.version(Map.of("Words.java", WORDS));
    }

    @Test
    void fileThatIsNoDatabaseIsLeftAlone() throws IOException {
        Files.writeString(deployment.file(), "somebody's diary, which is not to be touched\n".repeat(100));

        assertGoesOn("it is not a database, SQLite says SQLITE_NOTADB. Name another file, or delete this one.");

        assertThat(Files.readString(deployment.file()))
                .startsWith("somebody's diary")
                .hasSize(4500);
    }

    @Test
    @Tag("parity-60")
    void fileOfALaterVersionIsLeftAlone() throws IOException {
        assertThat(deployment.jvm(words).run("Words").lines()).containsExactly("aa aaa runs 2");
        assertThat(deployment.command("--vacuum").exit())
                .as("the log is in the file then")
                .isZero();
        try (RandomAccessFile file = new RandomAccessFile(deployment.file().toFile(), "rw")) {
            file.seek(USER_VERSION);
            file.writeInt(99);
        }

        assertGoesOn("it was written by a later version of Memo, in format 99, and this one knows 2."
                + " Use that version, name another file, or delete this one.");
    }

    @Test
    void fileThatMayNotBeWrittenIsToldOf() throws Exception {
        assertThat(deployment.jvm(words).run("Words").lines()).containsExactly("aa aaa runs 2");
        assertThat(deployment.file().toFile().setReadOnly()).isTrue();
        assertThat(folder.toFile().setWritable(false, false)).isTrue();
        try {
            if (mayBeWritten(List.of())) { // by root, whoever may
                jvmStarter = WITHOUT_PRIVILEGE;
                assumeFalse(mayBeWritten(jvmStarter), "SKIPPED: setpriv takes no privilege from root here");
            }
            assertGoesOn("it may not be written");
        } finally {
            assertThat(folder.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void fileInAPlaceWhereThereCanBeNoneIsToldOf() throws IOException {
        Files.createDirectories(deployment.file());

        assertGoesOn("it is a folder or a device. Name a file.");
    }

    private boolean mayBeWritten(List<String> starter) throws InterruptedException {
        List<String> command = new ArrayList<>(starter);
        command.addAll(List.of("test", "-w", deployment.file().toString(), "-o", "-w", folder.toString()));
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return true; // there is no such command
        }
    }

    private void assertGoesOn(String remedy) {
        Jvm.Ended ended = deployment.jvm(words).startedBy(jvmStarter).run("Words");

        assertThat(ended.exit()).isZero();
        assertThat(ended.lines()).containsExactly("aa aaa runs 2");
        assertThat(ended.err().lines())
                .filteredOn(line -> line.contains("results are kept in the heap only"))
                .singleElement()
                .asString()
                .contains(deployment.file().toString(), remedy);
        assertThat(ended.err()).doesNotContain("\tat ", "Exception");
    }
}
