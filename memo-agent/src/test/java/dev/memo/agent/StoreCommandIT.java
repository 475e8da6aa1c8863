// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar memo-agent.jar store FILE}, run as people run it. */
class StoreCommandIT {
    private static final String ACCOUNTS = """
            import dev.memo.annotation.Cached;

            public class Accounts {
                @Cached(store = "disk", ttl = "30d")
                static String owner(String account) {
                    return "Mrs Secret of " + account;
                }

                @Cached(store = "disk", version = "2")
                static String balance(String account) {
                    return "none";
                }

                public static void main(String[] arguments) {
                    System.out.println(owner("DE-1") + owner("DE-2") + balance("DE-1"));
                }
            }
            """;

    @TempDir
    private Path folder;

    private Deployment deployment;

    @BeforeEach
    void fill() throws IOException {
        deployment = new Deployment(folder);
        Path accounts = deployment.version(Map.of("Accounts.java", ACCOUNTS));
        assertThat(deployment.jvm(accounts).run("Accounts").exit()).isZero();
    }

    @Test
    void listsMethodsWithoutTheirKeysAndValues() {
        Jvm.Ended listed = deployment.command();

        assertThat(listed.exit()).isZero();
        assertThat(listed.ownErr()).isEmpty();
        assertThat(listed.lines())
                .anyMatch(line -> line.matches("METHOD +VALUES +ENDED +BYTES +HITS .* FINGERPRINTS"))
                .anyMatch(line -> line.matches(
                        "Accounts\\.owner\\(.*\\) +2 +0 +\\d.*B +0 +\\d+[sm] +\\d+[sm] +\\d+[sm] +[0-9a-f]{32} x 2"))
                .anyMatch(line -> line.matches("Accounts\\.balance\\(.*\\) +1 +0 .*"))
                .anyMatch(line -> line.matches("File: .*, 3 values"));
        assertThat(listed.out()).doesNotContain("DE-1", "Secret");
    }

    @Test
    void prunesChecksAndShrinks() {
        Jvm.Ended done = deployment.command("--prune", "--verify", "--vacuum");

        assertThat(done.exit()).isZero();
        assertThat(done.ownErr()).isEmpty();
        assertThat(done.out())
                .contains("Removed: 0 values that had ended", "Well: 3 values", "Given back: ")
                .doesNotContain("\r", "[");
        assertThat(deployment.values()).isEqualTo(3);
    }

    @Test
    void exportsLinesOfJsonWithSecretsOnlyIfAsked() throws IOException {
        Path out = folder.resolve("out.jsonl");

        Jvm.Ended exported = deployment.command("--export");
        String region = exported.lines().stream()
                .map(line -> line.replaceFirst("\\{\"region\":\"([^\"]*)\".*", "$1"))
                .filter(name -> name.startsWith("Accounts.owner("))
                .findFirst()
                .orElse("none");
        Jvm.Ended whole = deployment.command("--with-values", "--region=" + region, "--export=" + out);

        assertThat(exported.exit()).isZero();
        assertThat(exported.lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("{\"region\":\"Accounts.") && line.endsWith("}"))
                .noneMatch(line -> line.contains("\"key\":") || line.contains("\"value\":"));
        assertThat(whole.exit()).isZero();
        assertThat(Files.readAllLines(out)).hasSize(2).allMatch(line -> line.contains("\"value\":\""));
    }

    @Test
    void saysHowItIsUsedAndWhatIsWrong() {
        Jvm.Ended help = run("store", "--help");
        Jvm.Ended nothing = run("store");
        Jvm.Ended unknown = run("store", "--nonsense", deployment.file().toString());
        Jvm.Ended missing = run("store", folder.resolve("missing.db").toString());
        Jvm.Ended usage = run("--help");

        assertThat(List.of(help.exit(), nothing.exit(), unknown.exit(), missing.exit(), usage.exit()))
                .containsExactly(0, 2, 2, 1, 0);
        assertThat(help.out()).startsWith("Usage: java -jar memo-agent.jar store [-h] [--prune] ");
        assertThat(nothing.err()).contains("FILE is missing. Name the file that store.disk names.");
        assertThat(unknown.err()).contains("Unknown option: '--nonsense'", "Usage: ");
        assertThat(missing.ownErr()).contains("there is no such file. Name the one that store.disk names.");
        assertThat(missing.err()).doesNotContain("\tat ");
        assertThat(folder.resolve("missing.db")).doesNotExist();
        assertThat(usage.out()).contains("store --help");
    }

    private static Jvm.Ended run(String... arguments) {
        return new Jvm().argument(arguments).run("-jar", Jvm.agentJar().toString());
    }
}
