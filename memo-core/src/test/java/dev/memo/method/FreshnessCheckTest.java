// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.CachedDefaults;
import dev.memo.region.Freshness;
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
                "retry|RETRY_WITHOUT_KEEP|retry is set, but nothing is kept beyond its ttl. Add keep = \"1h\".",
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

        @Cached(ttl = "1m", keep = "never")
        int endless() {
            return 1;
        }
    }

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

        @Cached(ttl = "1m", keep = "0s")
        int zero() {
            return 1;
        }

        @Cached(ttl = "1m", keep = "1h", retry = "soon")
        int unread() {
            return 1;
        }
    }
}
