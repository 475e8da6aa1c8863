// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Cached;
import dev.memo.annotation.CachedDefaults;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.region.PolicyNames;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings as annotations and rules give them. Confined to one thread. */
class SettingsReaderTest {
    private static final String ON = "@Cached on SettingsReaderTest.Bad.";
    private static final String POLICIES = "The policies are lru, lfu, fifo, lifo, mru, random and adaptive; "
            + "those of your own are registered with Memo.builder(), for its proxies and caches;"
            + " the agent knows no class of your application.";

    @Test
    void settingsThatAreLeftOutAreDefaults() {
        assertThat(Plans.settings(Plans.weave(Good.class), "plain"))
                .isEqualTo(new MethodSettings(
                        "SettingsReaderTest.Good.plain",
                        0,
                        0,
                        Barrier.KEY,
                        Receiver.AUTO,
                        Storage.AUTO,
                        0,
                        0,
                        true,
                        "",
                        0,
                        Governor.DEFAULT,
                        "",
                        List.of()));
    }

    @Test
    void allSettingsAreRead() {
        assertThat(Plans.settings(Plans.weave(Good.class), "full"))
                .isEqualTo(new MethodSettings(
                        "prices",
                        600_000_000_000L,
                        -1,
                        Barrier.METHOD,
                        Receiver.IDENTITY,
                        Storage.SHARED,
                        100,
                        64 << 20,
                        false,
                        "lfu",
                        0.25,
                        Governor.BYPASS,
                        "",
                        List.of(0)));
    }

    @Test
    void staticMethodHasNoReceiver() {
        assertThat(Plans.settings(Plans.weave(Good.class), "shared").receiver()).isEqualTo(Receiver.IGNORE);
    }

    @Tag("parity-68")
    @Test
    void methodsOwnSettingsWinOverThoseOfItsClass() {
        ClassPlan plan = Plans.weave(Defaults.class);
        assertThat(Plans.settings(plan, "plain").ttlNanos()).isEqualTo(60_000_000_000L);
        assertThat(Plans.settings(plan, "plain").maxEntries()).isEqualTo(10);
        assertThat(Plans.settings(plan, "plain").barrier()).isEqualTo(Barrier.NONE);
        assertThat(Plans.settings(plan, "plain").cacheNull()).isFalse();
        assertThat(Plans.settings(plan, "own").ttlNanos()).isEqualTo(1_000_000_000L);
        assertThat(Plans.settings(plan, "own").barrier()).isEqualTo(Barrier.KEY);
        assertThat(Plans.settings(plan, "own").cacheNull()).isTrue();
        assertThat(Plans.settings(plan, "back").ttlNanos()).isZero();
    }

    @Tag("parity-68")
    @Test
    void policyJitterAndGovernorOfTheClassCountWhereTheMethodIsSilent() {
        ClassPlan plan = Plans.weave(Defaults.class, Defaults.class.getName() + ".own policy=LRU jitter=0.75");
        assertThat(Plans.settings(plan, "plain").policy()).isEqualTo("fifo");
        assertThat(Plans.settings(plan, "plain").jitter()).isEqualTo(0.5);
        assertThat(Plans.settings(plan, "plain").governor()).isEqualTo(Governor.BYPASS);
        assertThat(Plans.settings(plan, "own").policy()).isEqualTo("lru");
        assertThat(Plans.settings(plan, "own").jitter()).isEqualTo(0.75);
        assertThat(Plans.settings(plan, "back").policy()).isEmpty();
        assertThat(Plans.settings(plan, "back").jitter()).isZero();
        assertThat(Plans.settings(plan, "back").governor()).isEqualTo(Governor.DEFAULT);
    }

    @Test
    void policyThatTheRuntimeKnowsIsTaken() {
        Premises premises =
                new Premises(Rules.NONE, Plans.SOURCE, Purpose.PROXY, PolicyNames.with(List.of("Mine", "zzz")));
        ClassPlan plan = ClassPlan.of(Plans.bytes(Bad.class), premises);
        assertThat(Plans.settings(plan, "unheard").policy()).isEqualTo("zzz");
        assertThat(Plans.texts(plan.problems()))
                .contains(
                        ON + "misspelt(): policy must be the name of a policy, was \"Adaptiv\". Did you mean adaptive?"
                                + " The policies are lru, lfu, fifo, lifo, mru, random, adaptive, mine and zzz; those of your"
                                + " own are registered with Memo.builder(), for its proxies and caches;"
                                + " the agent knows no class of your application.");
    }

    @Test
    void ruleWinsOverBothAndNamesOnlyWhatItChanges() {
        ClassPlan plan = Plans.weave(Defaults.class, Defaults.class.getName() + ".own idle=5s cacheNull=FALSE");
        assertThat(Plans.settings(plan, "own").ttlNanos()).isEqualTo(1_000_000_000L);
        assertThat(Plans.settings(plan, "own").idleNanos()).isEqualTo(5_000_000_000L);
        assertThat(Plans.settings(plan, "own").cacheNull()).isFalse();
        assertThat(Plans.settings(plan, "own").maxEntries()).isEqualTo(10);
    }

    @Tag("parity-24")
    @Tag("parity-51")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zero|BAD_TTL|ttl must be positive, was \"0s\". Leave it out to use the default, or write \"never\".",
                "soon|BAD_IDLE|idle must be a duration, was \"soon\". "
                        + "Write it like \"250ms\", \"10m\", \"1h30m\", \"PT10M\" or \"never\".",
                "unit|BAD_TTL|ttl has no unit, was \"10\". Write \"10s\" for seconds, \"10ms\" for milliseconds.",
                "none|BAD_MAX_ENTRIES|maxEntries must be at least 1, was 0. Leave it out to have no limit of its own.",
                "minus|BAD_MAX_ENTRIES|maxEntries must be at least 1, was -1. "
                        + "Leave it out to have no limit of its own.",
                "lots|BAD_MAX_BYTES|maxBytes must be a size, was \"lots\". "
                        + "Write it like \"64MB\", \"512KB\" or \"1GB\".",
                "nothing|BAD_MAX_BYTES|maxBytes must be positive, was \"0\". Leave it out to have no limit of its own.",
                "unheard|BAD_POLICY|policy must be the name of a policy, was \"zzz\". " + POLICIES,
                "misspelt|BAD_POLICY|policy must be the name of a policy, was \"Adaptiv\". Did you mean adaptive? "
                        + POLICIES,
                "empty|BAD_POLICY|policy must not be blank, was \" \". Leave it out to use the runtime's.",
                "more|BAD_JITTER|jitter must be from 0 to 1, was 1.5. "
                        + "Write it like 0.1, which shortens a ttl by up to a tenth.",
                "less|BAD_JITTER|jitter must be from 0 to 1, was -0.1. "
                        + "Write it like 0.1, which shortens a ttl by up to a tenth.",
                "nan|BAD_JITTER|jitter must be from 0 to 1, was NaN. "
                        + "Write it like 0.1, which shortens a ttl by up to a tenth.",
                "blank|BAD_NAME|name must not be blank, was \" \". "
                        + "Leave it out to be called SettingsReaderTest.Bad.blank."
            })
    void valueThatCannotBeReadIsRefused(String method, String code, String expected) {
        ClassPlan plan = Plans.weave(Bad.class);
        assertThat(plan.memoized()).isEmpty();
        assertThat(plan.problems()).anySatisfy(problem -> {
            assertThat(problem.text()).isEqualTo(ON + method + "(): " + expected);
            assertThat(problem.code()).isEqualTo(code);
        });
    }

    @Test
    void allProblemsOfAMethodAreNamedAtOnce() {
        assertThat(Plans.codes(Plans.weave(Worst.class).problems()))
                .containsExactly(
                        "VOID_RESULT", "BAD_TTL", "BAD_MAX_ENTRIES", "BAD_MAX_BYTES", "BAD_POLICY", "BAD_JITTER");
    }

    @Test
    void problemOfTheDefaultsIsNamedOnce() {
        ClassPlan plan = Plans.weave(BadDefaults.class);
        assertThat(plan.memoized()).isEmpty();
        assertThat(Plans.texts(plan.problems()))
                .containsExactly(
                        "@CachedDefaults on SettingsReaderTest.BadDefaults: ttl must be positive, was \"-1s\". "
                                + "Leave it out to use the default, or write \"never\".");
    }

    @Test
    void longNameIsRefused() {
        ClassPlan plan = new MadeClass(Opcodes.V17, "net/acme/Made")
                .method("price", "()I", AnnotationNames.CACHED, "name", "x".repeat(201))
                .weave();
        assertThat(Plans.texts(plan.problems()))
                .containsExactly("@Cached on Made.price(): name must have at most 200 characters, was 201 long. "
                        + "Shorten it.");
    }

    @Test
    void settingOfANewerVersionIsRefused() {
        ClassPlan plan = new MadeClass(Opcodes.V17, "net/acme/Made")
                .method("price", "()I", AnnotationNames.CACHED, "sooner", "5m")
                .method("clear", "()V", AnnotationNames.INVALIDATES, "later", true)
                .weave();
        assertThat(Plans.texts(plan.problems()))
                .containsExactly(
                        "@Cached on Made.price(): this version of Memo has no setting named sooner. "
                                + "Use memo-annotations and Memo of the same version.",
                        "@Invalidates on Made.clear(): this version of Memo has no setting named later. "
                                + "Use memo-annotations and Memo of the same version.");
    }

    @Test
    void constantOfANewerVersionIsRefused() {
        ClassPlan plan = new MadeClass(Opcodes.V17, "net/acme/Made")
                .method("price", "()I", AnnotationNames.CACHED, "barrier", "PLANET")
                .weave();
        assertThat(Plans.texts(plan.problems()))
                .containsExactly("@Cached on Made.price(): barrier must be KEY, METHOD, HOST or NONE, was PLANET. "
                        + "Write one of these, or use a version of Memo that knows PLANET.");
    }

    @Test
    void settingOfAnotherTypeIsRefused() {
        ClassPlan plan = new MadeClass(Opcodes.V17, "net/acme/Made")
                .method("price", "()I", AnnotationNames.CACHED, "ttl", 5L)
                .weave();
        assertThat(Plans.texts(plan.problems()))
                .containsExactly("@Cached on Made.price(): ttl is of a kind that this version of Memo does not know. "
                        + "Use memo-annotations and Memo of the same version.");
    }

    /** Good settings. Stateless and thread-safe. */
    static class Good {
        @Cached
        int plain() {
            return 1;
        }

        @Cached(
                name = "prices",
                ttl = "10m",
                idle = "never",
                barrier = Barrier.METHOD,
                receiver = Receiver.IDENTITY,
                storage = Storage.SHARED,
                maxEntries = 100,
                maxBytes = "64MB",
                policy = "LFU",
                jitter = 0.25,
                governor = Governor.BYPASS,
                cacheNull = false)
        int full(int a) {
            return a;
        }

        @Cached
        static int shared() {
            return 1;
        }
    }

    /** Settings for all methods. Stateless and thread-safe. */
    @CachedDefaults(
            ttl = "1m",
            jitter = 0.5,
            maxEntries = 10,
            policy = "fifo",
            barrier = Barrier.NONE,
            governor = Governor.BYPASS,
            cacheNull = false)
    static class Defaults {
        @Cached
        int plain() {
            return 1;
        }

        @Cached(ttl = "1s", barrier = Barrier.KEY, cacheNull = true)
        int own() {
            return 1;
        }

        @Cached(ttl = "", jitter = 0, policy = "", governor = Governor.DEFAULT)
        int back() {
            return 1;
        }
    }

    /** One bad setting each. Stateless and thread-safe. */
    static class Bad {
        @Cached(ttl = "0s")
        int zero() {
            return 1;
        }

        @Cached(idle = "soon")
        int soon() {
            return 1;
        }

        @Cached(ttl = "10")
        int unit() {
            return 1;
        }

        @Cached(maxEntries = 0)
        int none() {
            return 1;
        }

        @Cached(maxEntries = -1)
        int minus() {
            return 1;
        }

        @Cached(maxBytes = "lots")
        int lots() {
            return 1;
        }

        @Cached(maxBytes = "0")
        int nothing() {
            return 1;
        }

        @Cached(policy = "zzz")
        int unheard() {
            return 1;
        }

        @Cached(policy = "Adaptiv")
        int misspelt() {
            return 1;
        }

        @Cached(policy = " ")
        int empty() {
            return 1;
        }

        @Cached(jitter = 1.5)
        int more() {
            return 1;
        }

        @Cached(jitter = -0.1)
        int less() {
            return 1;
        }

        @Cached(jitter = Double.NaN)
        int nan() {
            return 1;
        }

        @Cached(name = " ")
        int blank() {
            return 1;
        }
    }

    /** All at once. Stateless and thread-safe. */
    static class Worst {
        @Cached(ttl = "x", maxEntries = 0, maxBytes = "y", policy = "z", jitter = 2)
        void all() {}
    }

    /** Bad for all methods. Stateless and thread-safe. */
    @CachedDefaults(ttl = "-1s")
    static class BadDefaults {
        @Cached
        int one() {
            return 1;
        }

        @Cached
        int two() {
            return 2;
        }
    }
}
