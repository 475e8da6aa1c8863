// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One version of a program writes results, the next one reads them: what it would compute otherwise is a miss. */
class DeployIT {
    private static final String PRICE = """
            public class Price {
                long cents;

                public String toString() {
                    return cents + " cents";
                }
            }
            """;

    private static final String SHOP = """
            import dev.memo.annotation.Cached;

            public class Shop {
                static int runs;

                @Cached(store = "disk")
                private static Price price(int product) {
                    runs++;
                    Price price = new Price();
                    price.cents = product * 100L;
                    return price;
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
    void runTheFirstVersion() throws IOException {
        deployment = new Deployment(folder);
        Path first = deployment.version(Map.of("Shop.java", SHOP, "Price.java", PRICE));
        assertThat(run(first, "1", "2", "3")).isEqualTo("100 cents, 200 cents, 300 cents, runs 3");
        assertThat(run(first, "1", "2")).isEqualTo("100 cents, 200 cents, runs 0");
    }

    @Test
    void lineNumbersMayChange() throws IOException {
        String moved = SHOP.replace("runs++;", "// a remark\n\n\n  runs++;");

        assertThat(deploy(moved, PRICE)).isEqualTo("100 cents, 200 cents, runs 0");
    }

    @Test
    @Tag("parity-60")
    void fieldThatIsAddedToTheValuesClassIsAMiss() throws IOException {
        String more = PRICE.replace("long cents;", "long cents;\n    String currency;");

        assertThat(deploy(SHOP, more)).isEqualTo("100 cents, 200 cents, runs 2");
    }

    @Test
    void bodyThatHasChangedIsAMiss() throws IOException {
        String other = SHOP.replace("100L", "101L");

        assertThat(deploy(other, PRICE)).isEqualTo("101 cents, 202 cents, runs 2");
    }

    @Test
    @Tag("parity-61")
    void versionThatIsDeclaredAnewIsAMiss() throws IOException {
        String second = SHOP.replace("store = \"disk\"", "store = \"disk\", version = \"2\"");

        assertThat(deploy(second, PRICE)).isEqualTo("100 cents, 200 cents, runs 2");
    }

    @Test
    @Tag("parity-61")
    void whatOldCodeHasLeftIsSweptAlsoIfNobodyAsksForIt() throws IOException {
        Path second = deployment.version(Map.of("Shop.java", SHOP.replace("100L", "101L"), "Price.java", PRICE));
        assertThat(deployment.values()).isEqualTo(3);

        int starts = 0;
        do { // the sweep goes on in the background, and a program as short as this may end before it
            assertThat(run(second, "1")).startsWith("101 cents");
        } while (deployment.values() > 1 && ++starts < 10);

        assertThat(deployment.values()).isEqualTo(1);
    }

    private String deploy(String shop, String price) throws IOException {
        return run(deployment.version(Map.of("Shop.java", shop, "Price.java", price)), "1", "2");
    }

    private String run(Path version, String... products) {
        Jvm.Ended ended = deployment.jvm(version).argument(products).run("Shop");
        assertThat(ended.ownErr()).isEmpty();
        return String.join(", ", ended.lines());
    }
}
