// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method whose result's class is not there runs on all the same, as its body may never need that class. */
class MissingResultIT {
    private static final String OWN = """
                public class Own {
                    static int runs;

                    static class Optional {}

                    @dev.memo.annotation.Cached
                    static Optional find(int number) {
                        runs++;
                        return null;
                    }

                    @dev.memo.annotation.Cached
                    static int twice(int number) {
                        runs++;
                        return 2 * number;
                    }

                    public static void main(String[] arguments) {
                        System.out.println(find(1) + " " + find(1) + " runs " + runs);
                        System.out.println(twice(3) + twice(3) + " runs " + runs);
                    }
                }
                """;

    @TempDir
    private Path folder;

    @Test
    void theMethodRunsWithoutMemo() throws IOException {
        List<Path> libraries = List.of(Jvm.placeOf(Cached.class));
        Path classes = Sources.compile(folder, "Own.java", OWN, libraries);
        Files.delete(classes.resolve("Own$Optional.class"));

        Jvm.Ended ended = Jvm.withAgent("")
                .classPath(libraries)
                .classPath(List.of(classes))
                .run("Own");

        assertThat(ended.lines()).as(ended.err()).containsExactly("null null runs 2", "12 runs 3");
        assertThat(ended.ownErr())
                .contains("Own find: the call goes through uncached, because of java.lang.LinkageError");
    }
}
