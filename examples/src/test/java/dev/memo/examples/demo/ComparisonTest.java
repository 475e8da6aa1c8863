// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the demo's comparison is one that can fail. Confined to one thread. */
class ComparisonTest {
    private static final Figures WITHOUT = new Figures(40_000, 1_000, List.of());
    private static final Figures WITH = new Figures(
            4_000, 70, List.of(new Figures.Method("Relatedness.relatedness", 70, 930, 36_500_000_000L, 2_100_000)));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    @Test
    void equalFindingsPassAndTheTableHasEveryFigure() throws IOException {
        assertThat(compare("war\t0.25", "war\t0.25")).isTrue();

        assertThat(output())
                .containsPattern("without Memo +40.0 s +Relatedness.relatedness +1,000 +0")
                .containsPattern("with Memo +4.0 s +Relatedness.relatedness +70 +930 +36.5 s +2.1 MB")
                .contains("10.0 times as fast");
    }

    @Test
    void aDifferenceInTheLastDigitIsReported() throws IOException {
        assertThat(compare("war\t0.25", "war\t0.26")).isFalse();

        assertThat(output()).contains("must be equal to").contains("differs from byte 7 on");
    }

    private boolean compare(String findingsWithout, String findingsWith) throws IOException {
        return Comparison.compare(
                run("without", WITHOUT, findingsWithout),
                run("with", WITH, findingsWith),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private Path run(String name, Figures figures, String findings) throws IOException {
        Path run = Files.createDirectories(directory.resolve(name));
        figures.write(run.resolve("figures.txt"));
        Files.writeString(run.resolve("findings.txt"), findings);
        return run;
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
