// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Governor;
import dev.memo.spi.EvictionPolicy;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies, seeds and the governor of a runtime of one's own: what is wrong is refused by build(), all at once. */
class MemoBuilderTest {
    private static final String OWN = "lru, lfu, fifo, lifo, mru, random, adaptive";
    private static final String NAMED = MemoBuilderTest.class.getName() + "$";

    @TempDir
    private Path folder;

    @Test
    @Tag("parity-38")
    void policyThatNobodyKnowsIsRefusedWithTheNamesThatExist() {
        assertRefused(
                Memo.builder().policy("adptive"),
                "policy must be the name of a policy, was \"adptive\". Did you mean adaptive? The policies are lru, lfu,"
                        + " fifo, lifo, mru, random and adaptive; those of your own are registered with Memo.builder(),"
                        + " for its proxies and caches;"
                        + " the agent knows no class of your application.");
        assertRefused(
                Memo.builder().policy(""), "policy must not be blank, was \"\". Leave it out to use the runtime's.");
    }

    @Test
    void namesOfPoliciesAreTakenWhateverTheirCase() {
        Memo.builder().policy("LRU").seed(7).governor(Governor.BYPASS).build();
        Memo.builder().policy(" Mine ").register(new Mine("mInE")).build();
        Mine mine = new Mine("mine");
        Memo.builder().register(mine).policy(mine).build();
    }

    @Test
    @Tag("parity-38")
    void policyWithAnotherOnesNameIsRefused() {
        assertRefused(
                Memo.builder().register(new Mine("LRU")),
                "policy " + NAMED + "Mine must have a name of its own, was \"LRU\", which a policy of Memo's has. Let"
                        + " name() return one that is not taken; taken are " + OWN + ".");
        assertRefused(
                Memo.builder().register(new Mine("one")).policy(new Mine("One")),
                "policy " + NAMED + "Mine must have a name of its own, was \"One\", which " + NAMED + "Mine has. Let"
                        + " name() return one that is not taken; taken are " + OWN + ", one.");
    }

    @Test
    void policyWithoutANameIsRefused() {
        assertRefused(
                Memo.builder().policy(new Mine(" ")),
                "policy " + NAMED + "Mine must have a name, was \" \". Let name() return one that is not taken; taken"
                        + " are " + OWN + ".");
        assertRefused(
                Memo.builder().register(new Nameless()),
                "policy " + NAMED + "Nameless must have a name, found that name() throws"
                        + " java.lang.IllegalStateException. Let it return one.");
    }

    @Test
    void allProblemsAreSaidAtOnce() {
        assertThatThrownBy(() -> Memo.builder()
                        .ttl(Duration.ZERO)
                        .maxEntries(0)
                        .register(new Mine("fifo"))
                        .policy("best")
                        .build())
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("ttl must be positive")
                .hasMessageContaining("Memo.builder(): maxEntries must be at least 1")
                .hasMessageContaining("was \"fifo\", which a policy of Memo's has")
                .hasMessageContaining("Memo.builder(): policy must be the name of a policy, was \"best\".");
    }

    @Test
    @Tag("parity-51")
    void nothingButNullsIsRefusedWithEachOfThem() {
        assertThatThrownBy(() -> Memo.builder()
                        .ttl(Nulls.any())
                        .policy(Nulls.<String>any())
                        .policy(Nulls.<EvictionPolicy>any())
                        .register(Nulls.any())
                        .governor(Nulls.any())
                        .ticker(Nulls.any())
                        .codec(Nulls.any())
                        .build())
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("Memo.builder(): ttl must not be null, was null. Leave it out for no end."
                        + " Memo.builder(): policy must not be null, was null. Leave it out for adaptive."
                        + " Memo.builder(): policy must not be null, was null. Leave it out for adaptive."
                        + " Memo.builder(): register must not be null, was null. Leave it out, or pass a policy."
                        + " Memo.builder(): governor must not be null, was null. Leave it out for REPORT."
                        + " Memo.builder(): ticker must not be null, was null. Leave it out for the JVM's clock."
                        + " Memo.builder(): codec must not be null, was null. Leave it out for Kryo.");
    }

    @Test
    void policyThatTheServiceLoaderFindsCanBeNamed() throws IOException {
        underLoader(Found.class.getName(), () -> Memo.builder().policy("FOUND").build());
    }

    @Test
    void classThatIsNoPolicyIsRefused() throws IOException {
        underLoader(
                LruModel.class.getName() + "\n" + Found.class.getName(),
                () -> assertThatThrownBy(() -> Memo.builder().policy("found").build())
                        .isInstanceOf(MemoConfigurationException.class)
                        .hasMessageStartingWith(
                                "Memo.builder(): a policy in META-INF/services cannot be used, found \"")
                        .hasMessageContaining("dev.memo.LruModel not a subtype")
                        .hasMessageEndingWith("\". Correct the line, or remove it."));
    }

    @Test
    void proxiesMayNameThePoliciesOfTheirRuntime() {
        assertThatThrownBy(() -> Memo.create().proxy(Prices.class, item -> item))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("policy must be the name of a policy, was \"Mine\".");
        Memo memo = Memo.builder().register(new Mine("mine")).build();
        assertThatThrownBy(() -> memo.proxy(Misspelt.class, item -> item))
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("was \"mne\". Did you mean mine?")
                .hasMessageContaining("random, adaptive and mine;");
    }

    private void underLoader(String providers, Runnable test) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(EvictionPolicy.class.getName()), providers);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        URL[] urls = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, MemoBuilderTest.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            test.run();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void assertRefused(MemoBuilder builder, String problem) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessage("Memo.builder(): " + problem);
    }

    interface Prices {
        @Cached(policy = "Mine")
        long price(long item);
    }

    interface Misspelt {
        @Cached(policy = "mne")
        long price(long item);
    }

    /** A policy that is never asked. Immutable. */
    private static class Mine implements EvictionPolicy {
        private final String name;

        Mine(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Order newOrder() {
            throw new AssertionError("nothing is evicted");
        }
    }

    /** A policy that a service loader makes. Immutable. */
    public static final class Found extends Mine {
        /** Called by the service loader. */
        public Found() {
            super("found");
        }
    }

    /** A policy that throws. Immutable. */
    private static final class Nameless extends Mine {
        Nameless() {
            super("");
        }

        @Override
        public String name() {
            throw new IllegalStateException();
        }
    }
}
