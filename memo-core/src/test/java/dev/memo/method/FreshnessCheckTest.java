// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.CachedDefaults;
import dev.memo.annotation.KeyFunction;
import dev.memo.annotation.KeyIgnore;
import dev.memo.annotation.KeyPart;
import dev.memo.annotation.Receiver;
import dev.memo.region.Freshness;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of results that age, as annotations and rules give them; those that contradict one another are refused. */
class FreshnessCheckTest {
    private static final String ON = "@Cached on FreshnessCheckTest.Bad.";

    @Test
    void keepAndRetryAreRead() {
        Freshness freshness = Plans.settings(Plans.weave(Good.class), "kept").freshness();
        assertThat(freshness.keepNanos()).isEqualTo(3_600_000_000_000L);
        assertThat(freshness.retryNanos()).isEqualTo(5_000_000_000L);
        assertThat(Plans.settings(Plans.weave(Good.class), "endless")
                        .freshness()
                        .keepNanos())
                .isEqualTo(Long.MAX_VALUE / 2);
        assertThat(Plans.settings(Plans.weave(Good.class), "plain").freshness()).isEqualTo(Freshness.NONE);
    }

    @Test
    void livesOfTheirOwnAreReadFromAnnotationsAndRules() {
        Freshness.Lives lives = new Freshness.Lives(
                "end",
                1_000_000_000L,
                2_000_000_000L,
                List.of("java.lang.IllegalStateException", "java.io.IOException"),
                3_000_000_000L);
        Freshness own = Plans.settings(Plans.weave(Good.class), "own").freshness();
        assertThat(own.lives()).isEqualTo(lives);
        assertThat(own.early()).isEqualTo(1.5);
        ClassPlan ruled = Plans.weave(
                Good.class,
                Good.class.getName() + ".plain ttl=1m early=2 nullTtl=1s emptyTtl=2s"
                        + " failures=java.lang.IllegalStateException,java.io.IOException failureTtl=3s");
        assertThat(Plans.settings(ruled, "plain").freshness().lives().failures())
                .isEqualTo(lives.failures());
        assertThat(Plans.settings(ruled, "plain").freshness().lives().emptyNanos())
                .isEqualTo(2_000_000_000L);
        assertThat(Plans.settings(ruled, "plain").freshness().early()).isEqualTo(2);
    }

    @Test
    void aRuleThatNamesNoExceptionIsRefused() {
        ClassPlan plan =
                Plans.weave(Good.class, Good.class.getName() + ".plain failures=java.lang.String failureTtl=3s");
        assertThat(Plans.texts(plan.problems()))
                .containsExactly("rules.txt:1 on FreshnessCheckTest.Good.plain(): failures names String, which is no"
                        + " exception. Name classes of exceptions.");
    }

    @Test
    void theClassAndRulesMaySetThemToo() {
        ClassPlan plan = Plans.weave(
                Defaults.class,
                Defaults.class.getName() + ".ruled keep=2h retry=9s",
                Defaults.class.getName() + ".shorter ttl=1m");
        assertThat(Plans.settings(plan, "ruled").freshness().keepNanos()).isEqualTo(7_200_000_000_000L);
        assertThat(Plans.settings(plan, "ruled").freshness().retryNanos()).isEqualTo(9_000_000_000L);
        assertThat(Plans.settings(plan, "shorter").freshness().keepNanos()).isEqualTo(600_000_000_000L);
    }

    @Test
    void aRuleIsAskedToBeWrittenAsARule() {
        ClassPlan plan = Plans.weave(Good.class, Good.class.getName() + ".plain keep=2h");
        assertThat(Plans.texts(plan.problems()))
                .singleElement()
                .asString()
                .contains("keep is set, but no ttl. Add ttl=5m.");
    }

    @Tag("parity-24")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alone|KEEP_WITHOUT_TTL|keep is set, but no ttl. Add ttl = \"5m\". Results are fresh until then.",
                "never|KEEP_WITHOUT_TTL|keep is set, but with ttl never no result is ever stale. Leave keep out.",
                "below|KEEP_BELOW_TTL|keep must be at least ttl, was \"30s\" with ttl \"1m\". "
                        + "Both count from the load: make keep longer, or leave it out.",
                "retry|RETRY_ALONE|retry is set, but neither keep nor refresh. Add keep = \"1h\".",
                "old|REFRESH_ABOVE_TTL|refresh must be below ttl, was \"1m\" with ttl \"1m\". "
                        + "Results end before they are old enough: make it shorter.",
                "soonest|EARLY_WITHOUT_TTL|early is set, but no ttl, before whose end it would be. Add ttl = \"5m\".",
                "minus|BAD_EARLY|early must be from 0 to 1000, was -1.0. "
                        + "Write 1, or more for results that are to be loaded anew earlier; 0 for none.",
                "nulls|NULL_TTL_WITHOUT_NULL|nullTtl is set, but null is not remembered, as cacheNull is off. "
                        + "Leave one of them out.",
                "unlimited|FAILURES_WITHOUT_TTL|failures is set, but no failureTtl. Add failureTtl = \"10s\".",
                "nameless|FAILURE_TTL_ALONE|failureTtl is set, but no failures. "
                        + "Name classes of exceptions in failures.",
                "missing|BAD_TTL_FROM|ttlFrom is \"ends\", but FreshnessCheckTest.Dated has no method without parameters "
                        + "and no field of that name. Name one that gives a Duration or an Instant.",
                "number|BAD_TTL_FROM|ttlFrom is \"seconds\", which gives a long. "
                        + "Name one that gives a Duration or an Instant: a number has no unit.",
                "plain|BAD_TTL_FROM|ttlFrom is \"ends\", but the method returns int, which has no accessors. "
                        + "Leave ttlFrom out.",
                "soft|SOFT_WITHOUT_KEEP|soft is set, but no keep, so that there is no stale result to return. "
                        + "Add keep = \"1h\".",
                "softer|SOFT_ABOVE_HARD|soft must be below hard, was \"2s\" with hard \"1s\". Make it shorter.",
                "zero|BAD_KEEP|keep must be positive, was \"0s\". Leave it out to use the default, or write \"never\".",
                "unread|BAD_RETRY|retry must be a duration, was \"soon\". "
                        + "Write it like \"250ms\", \"10m\", \"1h30m\" or \"PT10M\"."
            })
    void contradictionsAreRefusedWithPlaceAndRemedy(String method, String code, String expected) {
        ClassPlan plan = Plans.weave(Bad.class);
        assertThat(plan.memoized()).isEmpty();
        assertThat(plan.problems()).anySatisfy(problem -> {
            assertThat(problem.text()).isEqualTo(ON + method + "(): " + expected);
            assertThat(problem.code()).isEqualTo(code);
        });
    }

    @Test
    void whatCannotBeRunInTheBackgroundIsRefusedWithTheReason() {
        assertThat(Plans.texts(Plans.weave(Unfit.class).problems()))
                .containsExactlyInAnyOrder(
                        "@Cached on FreshnessCheckTest.Unfit.ignored(int, Object): refresh runs the method in the background,"
                                + " but parameter 1 is not in the key and so not kept. Remove refresh, or let parameter 1 be"
                                + " a part of the key.",
                        "@Cached on FreshnessCheckTest.Unfit.partly(int, Object): refresh runs the method in the background,"
                                + " but parameter 0 is not in the key and so not kept. Remove refresh, or let parameter 0 be"
                                + " a part of the key.",
                        "@Cached on FreshnessCheckTest.Unfit.anyone(int): refresh runs the method in the background, but with"
                                + " receiver = IGNORE the object to call is not in the key. Remove refresh, or receiver.",
                        "@Cached on FreshnessCheckTest.Unfit.computed(int): refresh runs the method in the background, but"
                                + " its key function leaves the arguments to Memo only while the call lasts. Remove refresh,"
                                + " or key.");
        assertThat(Plans.settings(Plans.weave(Good.class), "shared").freshness().refreshNanos())
                .isEqualTo(30_000_000_000L);
    }

    /** Methods that cannot be run in the background. Stateless and thread-safe. */
    static class Unfit {
        @Cached(refresh = "1m")
        int ignored(int a, @KeyIgnore Object request) {
            return a;
        }

        @Cached(refresh = "1m")
        int partly(int a, @KeyPart Object b) {
            return a;
        }

        @Cached(refresh = "1m", receiver = Receiver.IGNORE)
        int anyone(int a) {
            return a;
        }

        @Cached(refresh = "1m", key = Sum.class)
        int computed(int a) {
            return a;
        }
    }

    /** A key function. Stateless and thread-safe. */
    static final class Sum implements KeyFunction {
        @Override
        public Object apply(Object[] arguments) {
            return arguments[0];
        }
    }

    /** Good settings. Stateless and thread-safe. */
    static class Good {
        @Cached
        int plain() {
            return 1;
        }

        @Cached(ttl = "1m", keep = "1h", retry = "5s")
        int kept() {
            return 1;
        }

        @Cached(ttl = "1m", refresh = "30s")
        static int shared(int a) {
            return a;
        }

        @Cached(
                ttl = "1m",
                early = 1.5,
                ttlFrom = "end",
                nullTtl = "1s",
                emptyTtl = "2s",
                failures = {IllegalStateException.class, IOException.class},
                failureTtl = "3s")
        Dated own() {
            return new Dated(1, Instant.EPOCH);
        }

        @Cached(ttl = "1m", keep = "never")
        int endless() {
            return 1;
        }
    }

    /** A result that knows its end. Immutable. */
    record Dated(long seconds, Instant end) {}

    /** Settings for all methods. Stateless and thread-safe. */
    @CachedDefaults(ttl = "1m", keep = "10m")
    static class Defaults {
        @Cached
        int ruled() {
            return 1;
        }

        @Cached
        int shorter() {
            return 1;
        }
    }

    /** A contradiction each. Stateless and thread-safe. */
    static class Bad {
        @Cached(keep = "1h")
        int alone() {
            return 1;
        }

        @Cached(ttl = "never", keep = "1h")
        int never() {
            return 1;
        }

        @Cached(ttl = "1m", keep = "30s")
        int below() {
            return 1;
        }

        @Cached(ttl = "1m", retry = "5s")
        int retry() {
            return 1;
        }

        @Cached(ttl = "1m", refresh = "1m")
        int old() {
            return 1;
        }

        @Cached(ttl = "1m", keep = "0s")
        int zero() {
            return 1;
        }

        @Cached(ttl = "1m", soft = "1s")
        int soft() {
            return 1;
        }

        @Cached(ttl = "1m", keep = "1h", soft = "2s", hard = "1s")
        int softer() {
            return 1;
        }

        @Cached(early = 1)
        int soonest() {
            return 1;
        }

        @Cached(ttl = "1m", early = -1)
        int minus() {
            return 1;
        }

        @Cached(nullTtl = "1m", cacheNull = false)
        int nulls() {
            return 1;
        }

        @Cached(failures = IllegalStateException.class)
        int unlimited() {
            return 1;
        }

        @Cached(failureTtl = "1m")
        int nameless() {
            return 1;
        }

        @Cached(ttlFrom = "ends")
        Dated missing() {
            return new Dated(1, Instant.EPOCH);
        }

        @Cached(ttlFrom = "seconds")
        Dated number() {
            return new Dated(1, Instant.EPOCH);
        }

        @Cached(ttlFrom = "ends")
        int plain() {
            return 1;
        }

        @Cached(ttl = "1m", keep = "1h", retry = "soon")
        int unread() {
            return 1;
        }
    }
}
