// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.method.Problem;
import dev.memo.method.Rules;
import dev.memo.spi.EvictionPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy of the application's, which the agent cannot use: its engine has interfaces of its own, in another loader. */
@Tag("parity-38")
class OwnPolicyTest {
    private static final String ANSWER = "policy must be the name of a policy, was \"mine\". The policies are lru, lfu,"
            + " fifo, lifo, mru, random and adaptive; those of your own are registered with Memo.builder(), for its"
            + " proxies and caches; the agent knows no class of your application.";

    @TempDir
    private Path folder;

    @Test
    void anAnnotationThatNamesOneIsRefusedAsTheClassIsWovenAndTheRestIsWoven() throws IOException {
        WeaveReport report = new WeaveReport();
        Reporter reporter = new Reporter(ReportTarget.REFUSALS, report, new Console(new ByteArrayOutputStream()));
        try (URLClassLoader application = application()) {
            assertThat(ServiceLoader.load(EvictionPolicy.class, application))
                    .as("it is there to be found")
                    .anyMatch(policy -> policy.name().equals("mine"));
            byte[] woven = new MemoTransformer(Rules.NONE, Set.of(), reporter, new FirstUse())
                    .transform(application, Prices.class.getName().replace('.', '/'), null, null, bytes());
            assertThat(woven).isNotNull();
        }
        ClassReport prices = report.classes().get(0);
        assertThat(prices.problems())
                .extracting(Problem::text)
                .containsExactly("@Cached on OwnPolicyTest.Prices.price(long): " + ANSWER);
        assertThat(prices.woven()).extracting(each -> each.method().name()).containsExactly("tax");
        assertThat(report.hasProblems()).as("strict=true stops the start").isTrue();
    }

    @Test
    void anOptionAndARuleThatNameOneAreRefused() {
        assertThat(Options.read("policy=mine").problems())
                .extracting(Problem::text)
                .containsExactly("memo-agent option \"policy\": " + ANSWER.replaceFirst("policy ", ""));
        assertThat(Rules.parse("rules.txt", List.of("a.B.c policy=mine")).problems())
                .extracting(Problem::text)
                .containsExactly("rules.txt:1: " + ANSWER);
    }

    private URLClassLoader application() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(EvictionPolicy.class.getName()), Mine.class.getName());
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }

    private static byte[] bytes() throws IOException {
        try (InputStream in = OwnPolicyTest.class.getResourceAsStream("OwnPolicyTest$Prices.class")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    /** What the application memoizes. Stateless. */
    static final class Prices {
        private Prices() {}

        @Cached(policy = "mine")
        static long price(long item) {
            return item;
        }

        @Cached(policy = " LRU ")
        static long tax(long item) {
            return item;
        }
    }

    /** The application's policy. Immutable. */
    public static final class Mine implements EvictionPolicy {
        /** Called by the service loader. */
        public Mine() {}

        @Override
        public String name() {
            return "mine";
        }

        @Override
        public Order newOrder() {
            throw new AssertionError("nothing is evicted");
        }
    }
}
