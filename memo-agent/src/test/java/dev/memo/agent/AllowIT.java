// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a woven method's results may be made of, in a store: another class is a miss, and said once with its remedy. */
class AllowIT {
    private static final String PRICE = """
            public record Price(long cents) {}
            """;

    private static final String SHOP = """
            import dev.memo.annotation.Cached;

            public class Shop {
                static int runs;

                @Cached(store = "disk", allow = "Price")
                private static Object price(int product) {
                    runs++;
                    return new Price(product * 100L);
                }

                public static void main(String[] arguments) {
                    for (String product : arguments) {
                        System.out.println(price(Integer.parseInt(product)));
                    }
                    System.out.println("runs " + runs);
                }
            }
            """;

    @TempDir
    private Path folder;

    private Deployment deployment;

    @BeforeEach
    void prepare() {
        deployment = new Deployment(folder);
    }

    @Test
    void storedResultOfAClassThatIsNoLongerAdmittedIsAMissAndIsSaidOnce() throws IOException {
        Jvm.Ended listed = run(SHOP);
        assertThat(listed.ownErr()).isEmpty();
        assertThat(listed.lines()).last().isEqualTo("runs 3");
        assertThat(run(SHOP).lines()).last().isEqualTo("runs 0");

        Jvm.Ended ended = run(SHOP.replace(", allow = \"Price\"", ""));

        assertThat(ended.lines()).last().isEqualTo("runs 3");
        assertThat(ended.err().lines().filter(line -> line.startsWith("WARNING: ") && line.contains("Price")))
                .containsExactly(
                        "WARNING: Shop.price(int): what is kept beyond the process may not hold it, found Price,"
                                + " which the declared type does not reach and the setting allow does not list. Add"
                                + " allow = \"Price\", or declare a result that names it.");
    }

    private Jvm.Ended run(String shop) throws IOException {
        Path version = deployment.version(Map.of("Shop.java", shop, "Price.java", PRICE));
        return deployment.jvm(version).argument("1", "2", "3").run("Shop");
    }
}
