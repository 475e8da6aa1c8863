// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.method.Problem;
import dev.memo.method.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule file that an option names. */
class RuleFileTest {
    @TempDir
    private Path folder;

    @Test
    void noFileIsNoRules() {
        assertThat(RuleFile.read(null)).isEqualTo(new RuleFile(Rules.NONE, List.of()));
    }

    @Test
    void rulesOfAFileAreRead() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.txt"), "net.acme.Prices.price ttl=10m\n# and no more\n");

        RuleFile read = RuleFile.read(file.toString());

        assertThat(read.problems()).isEmpty();
        assertThat(read.rules().problems()).isEmpty();
        assertThat(read.rules().mentions("net/acme/Prices")).isTrue();
    }

    @Test
    void linesThatCannotBeReadNameFileAndLine() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.txt"), "net.acme.Prices.price ttl=soon\n");

        assertThat(RuleFile.read(file.toString()).rules().problems())
                .singleElement()
                .extracting(Problem::where)
                .asString()
                .startsWith("rules.txt:1");
    }

    @Test
    void missingFileIsSaid() {
        assertThat(RuleFile.read("no/such/file").problems())
                .singleElement()
                .extracting(Problem::text)
                .asString()
                .startsWith(
                        "memo-agent option \"config\": there is no such file, was \"no/such/file\". Check its name");
    }

    @Test
    void fileThatIsNoTextIsSaid() throws IOException {
        Path file = Files.write(folder.resolve("rules.bin"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(RuleFile.read(file.toString()).problems())
                .singleElement()
                .extracting(Problem::text)
                .asString()
                .endsWith("is not UTF-8. Save it as UTF-8.");
    }

    @Test
    void folderIsSaid() {
        assertThat(RuleFile.read(folder.toString()).problems())
                .singleElement()
                .extracting(Problem::code)
                .isEqualTo("UNREADABLE_FILE");
    }
}
