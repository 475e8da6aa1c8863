// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Cached;
import dev.memo.annotation.CachedDefaults;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.region.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How callers wait, as annotations and rules say it, and what of that clashes. Confined to one thread. */
class WaitingCheckTest {
    private static final String ON = "@Cached on WaitingCheckTest.Bad.";
    private static final long SECOND = 1_000_000_000;

    @Test
    void settingsThatAreLeftOutAreDefaults() {
        assertThat(Plans.settings(Plans.weave(Good.class), "plain").waiting()).isEqualTo(Waiting.DEFAULT);
    }

    @Test
    void allSettingsAreRead() {
        assertThat(Plans.settings(Plans.weave(Good.class), "full").waiting())
                .isEqualTo(new Waiting(2 * SECOND, OnTimeout.FAIL, OnCycle.FAIL, 30 * SECOND));
    }

    @Test
    void methodsOwnSettingsWinOverThoseOfItsClassAndRulesOverBoth() {
        assertThat(Plans.settings(Plans.weave(Defaults.class), "plain").waiting())
                .isEqualTo(new Waiting(SECOND, OnTimeout.FAIL, OnCycle.FAIL, 5 * SECOND));
        assertThat(Plans.settings(Plans.weave(Defaults.class), "own").waiting()).isEqualTo(Waiting.DEFAULT);
        String rule = Defaults.class.getName() + ".own maxWait=7s onTimeout=fail" + " onCycle=fail deadline=8s";
        assertThat(Plans.settings(Plans.weave(Defaults.class, rule), "own").waiting())
                .isEqualTo(new Waiting(7 * SECOND, OnTimeout.FAIL, OnCycle.FAIL, 8 * SECOND));
    }

    @Test
    void defaultsOfAClassMayBeHalfASetting() {
        assertThat(Plans.settings(Plans.weave(Half.class), "free").waiting().onTimeout())
                .isEqualTo(OnTimeout.FAIL);
        assertThat(Plans.settings(Plans.weave(Half.class), "free").barrier()).isEqualTo(Barrier.NONE);
    }

    @Test
    void durationsThatCannotBeReadAreRefused() {
        assertThat(problem("zero"))
                .isEqualTo(ON + "zero(int): maxWait must be positive, was \"0s\". Leave it out to use the default.");
        assertThat(problem("negative"))
                .isEqualTo(
                        ON + "negative(int): deadline must be positive, was \"-1s\". Leave it out to use the default,"
                                + " or write \"never\".");
        assertThat(problem("unreadable"))
                .isEqualTo(ON + "unreadable(int): maxWait must be a duration, was \"soon\". Write it like \"250ms\","
                        + " \"10m\", \"1h30m\" or \"PT10M\".");
    }

    @Test
    void settingsOfARuleAreRefusedAtItsLine() {
        Rules rules = Rules.parse("rules.txt", List.of("net.acme.Users.find maxWait=0s onTimeout=maybe deadline=5"));
        assertThat(Plans.texts(rules.problems()))
                .containsExactlyInAnyOrder(
                        "rules.txt:1: maxWait must be positive, was \"0s\". Leave it out to use the default.",
                        "rules.txt:1: onTimeout must be RUN, STALE or FAIL, was MAYBE. Write one of these, or use a version"
                                + " of Memo that knows MAYBE.",
                        "rules.txt:1: deadline has no unit, was \"5\". Write \"5s\" for seconds, \"5ms\" for"
                                + " milliseconds.");
    }

    @Test
    void aRuleMayGiveTheHalfThatAnAnnotationLacks() {
        String rule = Bad.class.getName() + ".unlimited maxWait=3s";
        assertThat(Plans.settings(Plans.weave(Bad.class, rule), "unlimited").waiting())
                .isEqualTo(new Waiting(3 * SECOND, OnTimeout.FAIL, OnCycle.RUN, 0));
    }

    @Test
    void settingsThatClashAreRefusedAllAtOnce() {
        assertThat(problem("unlimited"))
                .isEqualTo(
                        ON + "unlimited(int): onTimeout is FAIL, but no wait is ever over, as there is no maxWait. Set"
                                + " maxWait, as in maxWait = \"2s\", or leave onTimeout out.");
        assertThat(problem("stale"))
                .isEqualTo(ON
                        + "stale(int): onTimeout is STALE, but nothing is kept past its ttl, as there is no keep. Set"
                        + " keep, as in keep = \"1h\", or choose RUN or FAIL.");
        assertThat(problems("nobody"))
                .containsExactly(
                        ON
                                + "nobody(int): maxWait is set, but nobody waits with barrier NONE. Leave maxWait out, or choose"
                                + " barrier KEY or METHOD.",
                        ON
                                + "nobody(int): onCycle is set, but nobody waits with barrier NONE. Leave onCycle out, or choose"
                                + " barrier KEY or METHOD.",
                        ON + "nobody(int): deadline is set, but nobody waits with barrier NONE. Leave deadline out, or"
                                + " choose barrier KEY or METHOD.");
    }

    private static String problem(String method) {
        assertThat(problems(method)).hasSize(1);
        return problems(method).get(0);
    }

    private static List<String> problems(String method) {
        return Plans.texts(Plans.weave(Bad.class).problems()).stream()
                .filter(text -> text.startsWith(ON + method + "("))
                .toList();
    }

    /** What is fine. */
    static class Good {
        @Cached
        int plain(int a) {
            return a;
        }

        @Cached(maxWait = "2s", onTimeout = OnTimeout.FAIL, onCycle = OnCycle.FAIL, deadline = "30s")
        int full(int a) {
            return a;
        }
    }

    /** Defaults of a class. */
    @CachedDefaults(maxWait = "1s", onTimeout = OnTimeout.FAIL, onCycle = OnCycle.FAIL, deadline = "5s")
    static class Defaults {
        @Cached
        int plain(int a) {
            return a;
        }

        @Cached(maxWait = "forever", onTimeout = OnTimeout.RUN, onCycle = OnCycle.RUN, deadline = "never")
        int own(int a) {
            return a;
        }
    }

    /** Defaults that say nothing to some methods. */
    @CachedDefaults(onTimeout = OnTimeout.FAIL, deadline = "5s")
    static class Half {
        @Cached(barrier = Barrier.NONE)
        int free(int a) {
            return a;
        }
    }

    /** What is wrong. */
    static class Bad {
        @Cached(maxWait = "0s")
        int zero(int a) {
            return a;
        }

        @Cached(deadline = "-1s")
        int negative(int a) {
            return a;
        }

        @Cached(maxWait = "soon")
        int unreadable(int a) {
            return a;
        }

        @Cached(onTimeout = OnTimeout.FAIL)
        int unlimited(int a) {
            return a;
        }

        @Cached(maxWait = "1s", onTimeout = OnTimeout.STALE)
        int stale(int a) {
            return a;
        }

        @Cached(barrier = Barrier.NONE, maxWait = "1s", onCycle = OnCycle.FAIL, deadline = "5s")
        int nobody(int a) {
            return a;
        }
    }
}
