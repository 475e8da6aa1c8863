// SPDX-License-Identifier: Apache-2.0
package dev.memo.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs Jazzer for a moment, always the same way, each target in a JVM of its own; {@code ./fuzz} does it for longer. */
@Tag("parity-60")
@Tag("parity-61")
@Timeout(1_200)
@EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "the same inputs on one JDK are enough for each build")
class TargetsTest {
    /** What libFuzzer ends with when it has found something. */
    private static final int FOUND = 77;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeSeeds() throws IOException {
        SeedWriter.main(new String[] {folder.toString()});
    }

    @ParameterizedTest
    @CsvSource({"FrameTarget, 1500", "SnapshotTarget, 500", "DatabaseTarget, 40"})
    void nothingIsFound(String target, int runs) throws Exception {
        int seeds = seeds(target);
        Process fuzzer = start(target, runs);

        assertThat(fuzzer.waitFor()).as(this::said).isZero();
        assertThat(runsDone()).isGreaterThanOrEqualTo(runs); // some seeds are run twice
        assertThat(said()).contains("seed corpus: files: " + seeds + " ");
        assertThat(said()).as("not all inputs end at a checksum").containsPattern("Depth: [1-9]");
    }

    private int runsDone() {
        Matcher done = Pattern.compile("Done (\\d+) runs").matcher(said());
        return done.find() ? Integer.parseInt(done.group(1)) : 0;
    }

    private int seeds(String target) {
        String[] files = folder.resolve(target).toFile().list();
        return files == null ? 0 : files.length;
    }

    /** Or what else was not found says nothing. */
    @Test
    void plantedBugIsFound() throws Exception {
        Process fuzzer = start("CanaryTarget", 2_000_000);

        assertThat(fuzzer.waitFor()).as(this::said).isEqualTo(FOUND);
        assertThat(said()).containsAnyOf("BufferUnderflowException", "NegativeArraySizeException");
    }

    private Process start(String target, int runs) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=dev.memo.fuzz." + target,
                "--instrumentation_includes=dev.memo.**",
                "--custom_hook_includes=dev.memo.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + File.separator,
                "-seed=1",
                "-runs=" + runs,
                folder.resolve(target).toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private String said() {
        try (Stream<String> lines = Files.lines(folder.resolve("output"))) {
            return String.join("\n", lines.toList());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
