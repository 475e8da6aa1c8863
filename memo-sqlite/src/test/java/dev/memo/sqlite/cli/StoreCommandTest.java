// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.Store;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreValue;
import dev.memo.sqlite.SqliteStoreProvider;
import dev.memo.sqlite.Tampered;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command that looks after a store. Confined to one thread. */
class StoreCommandTest {
    private static final long LONG_AGO = 1_000_000;

    @TempDir
    private Path folder;

    private Path file;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void fill() {
        file = folder.resolve("store.db");
        try (Store store = new SqliteStoreProvider().open(StoreSettings.at(file.toString()))) {
            store.write(List.of(
                    put("com.acme.Users.find(long)", 1, StoreValue.of(bytes("secret-1"), LONG_AGO)),
                    put(
                            "com.acme.Users.find(long)",
                            2,
                            StoreValue.of(bytes("secret-2"), LONG_AGO).withFingerprint(new byte[] {(byte) 0xab, 1})),
                    put("Quotes.say(\"\\\n)", 3, StoreValue.of(bytes("secret-3"), LONG_AGO)),
                    put(
                            "Quotes.say(\"\\\n)",
                            4,
                            StoreValue.of(bytes("over"), LONG_AGO).endingAt(LONG_AGO + 1)),
                    StoreChange.touch(key("com.acme.Users.find(long)", 1), LONG_AGO, 41)));
        }
    }

    @Test
    void withoutOptionsItListsWhatIsThereByMethod() {
        assertThat(run(file.toString())).isZero();

        assertThat(out.toString().lines())
                .anyMatch(line -> line.matches("METHOD +VALUES +ENDED +BYTES +HITS .*"))
                .anyMatch(line -> line.matches(
                        "com\\.acme\\.Users\\.find\\(long\\) +2 +0 +\\d+ B +41 +\\d+d +\\d+d .*ab01 x 1.*"))
                .anyMatch(line -> line.matches(".* 2 +1 +\\d+ B .*"))
                .anyMatch(line -> line.matches("File: .*, 4 values"));
        assertThat(out.toString()).doesNotContain("secret");
    }

    @Test
    void pruneRemovesWhatHasEnded() {
        assertThat(run(file.toString(), "--prune", "--vacuum", "--verify")).isZero();

        assertThat(out.toString()).contains("Removed: 1 values", "Well: 4 values", "Given back: ");
        assertThat(run(file.toString())).isZero();
        assertThat(out.toString()).contains(", 3 values");
    }

    @Test
    void exportHasALineOfJsonForEachLivingValueAndNoSecrets() {
        assertThat(run(file.toString(), "--export")).isZero();

        assertThat(out.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("{\"region\":\"") && line.endsWith("}"))
                .anyMatch(line -> line.contains("\"hits\":41"))
                .anyMatch(line -> line.contains("\"fingerprint\":\"ab01\""))
                .anyMatch(line -> line.contains("{\"region\":\"Quotes.say(\\\"\\\\\\u000a)\","))
                .allMatch(line -> line.contains("\"writtenAt\":\"1970-01-01T00:00:01Z\""))
                .noneMatch(line -> line.contains("\"value\":") || line.contains("\"key\":"));
    }

    @Test
    void valuesAreExportedOnlyIfAskedForIntoAFileOfTheOwners() throws IOException {
        Path to = folder.resolve("out.jsonl");

        assertThat(run(file.toString(), "--with-values", "--region=com.acme.Users.find(long)", "--export=" + to))
                .isZero();

        assertThat(Files.readAllLines(to)).hasSize(2).anyMatch(line -> line.contains("\"value\":\"c2VjcmV0LTE=\""));
        assertThat(run(file.toString(), "--export=" + to))
                .as("it overwrites nothing")
                .isEqualTo(1);
    }

    @Test
    void verifySaysWhatIsWrong() {
        try (Tampered tampered = Tampered.open(file)) {
            tampered.run("UPDATE region SET entries = entries + 1 WHERE id = 1");
        }

        assertThat(run(file.toString(), "--verify")).isEqualTo(1);

        assertThat(out.toString()).contains("1 regions whose sums are not those of their values", "Not well.");
    }

    @Test
    void fileThatIsNotThereIsNotMade() {
        Path missing = folder.resolve("missing.db");

        assertThat(run(missing.toString())).isEqualTo(1);

        assertThat(err.toString()).contains("there is no such file");
        assertThat(missing).doesNotExist();
    }

    @Test
    void wrongCommandLinesAreToldFromTroubleWithTheStore() {
        assertThat(run("--nonsense", file.toString())).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("FILE is missing. Name the file that store.disk names.");
        assertThat(run("--export", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("was taken for the file to export to: write FILE before --export.");
        assertThat(run(file.toString(), "--with-values")).isEqualTo(2);
        assertThat(run(file.toString(), "--region=Users", "--verify")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--with-values says what to export, and nothing is exported.")
                .contains("--region says what to export");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpSaysHowItIsStartedAndHowItEnds() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .startsWith("Usage: java -jar memo-agent.jar store [-h] [--prune] ")
                .contains("--export[=OUT]", "and are left out otherwise", "2   the command line is wrong");
    }

    @Test
    void progressIsShownOnATerminalOnlyAndTakenAway() {
        StringWriter shown = new StringWriter();
        try (ProgressLine line = new ProgressLine(new PrintWriter(shown), true, "exporting", 10)) {
            line.at(5);
        }
        try (ProgressLine line = new ProgressLine(new PrintWriter(out), false, "exporting", 10)) {
            line.at(5);
        }

        assertThat(shown.toString())
                .isEqualTo("\rexporting [" + "#".repeat(20) + ".".repeat(20) + "] 5 of 10\r\u001b[K");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void workOfUnknownLengthIsShownByABlockThatMoves() {
        StringWriter shown = new StringWriter();
        try (ProgressLine line = new ProgressLine(new PrintWriter(shown), true, "verifying", ProgressLine.UNKNOWN)) {
            line.turn();
            line.turn();
        }

        String first = "\rverifying [" + "#".repeat(8) + ".".repeat(32) + "]";
        String second = "\rverifying [." + "#".repeat(8) + ".".repeat(31) + "]";
        assertThat(shown.toString()).isEqualTo(first + second + "\r\u001b[K");
    }

    private int run(String... arguments) {
        CommandLine line = StoreCommand.commandLine();
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }

    private static StoreChange put(String region, int number, StoreValue value) {
        return StoreChange.put(key(region, number), value);
    }

    private static StoreKey key(String region, int number) {
        return new StoreKey(region, bytes("digest %09d".formatted(number)), bytes("secret key " + number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
