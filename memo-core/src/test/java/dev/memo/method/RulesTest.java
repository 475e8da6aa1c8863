// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule file and the classes it is about. Confined to one thread. */
class RulesTest {
    private static final String PRICES = Prices.class.getName();

    @Test
    void methodWithoutAnnotationIsMemoizedByRule() {
        ClassPlan plan = Plans.weave(Prices.class, PRICES + ".cost() ttl=10m name=costs");
        assertThat(plan.problems()).isEmpty();
        assertThat(Plans.settings(plan, "cost").ttlNanos()).isEqualTo(600_000_000_000L);
        assertThat(Plans.settings(plan, "cost").name()).isEqualTo("costs");
    }

    @Test
    void methodWithoutParenthesesIsEveryOverload() {
        assertThat(Plans.weave(Prices.class, PRICES + ".price").memoized()).hasSize(3);
    }

    @Tag("parity-68")
    @Test
    void ruleWithParametersWinsOverTheOneWithout() {
        ClassPlan plan = Plans.weave(Prices.class, PRICES + ".price ttl=1s idle=2s", PRICES + ".price(long) ttl=3s");
        assertThat(plan.memoized())
                .extracting(each -> each.settings().ttlNanos() / 1_000_000_000)
                .containsExactlyInAnyOrder(3L, 1L, 1L);
        assertThat(plan.memoized())
                .allSatisfy(each -> assertThat(each.settings().idleNanos()).isEqualTo(2_000_000_000L));
    }

    @Test
    void ruleChangesTheSettingsThatItNames() {
        ClassPlan plan = Plans.weave(Annotated.class, Annotated.class.getName() + ".annotated ttl=3s");
        assertThat(Plans.settings(plan, "annotated").ttlNanos()).isEqualTo(3_000_000_000L);
        assertThat(Plans.settings(plan, "annotated").maxEntries()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mixed(java.lang.String, byte[], java.util.Map$Entry, Object[])",
                "mixed(String, byte[], java.util.Map.Entry, Object...)",
                "mixed( String,byte [],java.util.Map.Entry,java.lang.Object ... )"
            })
    void parameterTypesCanBeWrittenInManyWays(String method) {
        assertThat(Plans.memoizedNames(Plans.weave(Prices.class, PRICES + "." + method)))
                .contains("mixed");
    }

    @Test
    void mentionedClassesAreKnown() {
        Rules rules = Plans.rules("net.acme.Outer$Inner.m()", "net.acme.Prices.price", "net.acme.Prices.cost");
        assertThat(rules.mentions("net/acme/Outer$Inner")).isTrue();
        assertThat(rules.mentions("net/acme/Prices")).isTrue();
        assertThat(rules.mentions("net/acme/Price")).isFalse();
        assertThat(Rules.NONE.mentions("net/acme/Prices")).isFalse();
        assertThat(rules.classNames()).containsExactly("net/acme/Outer$Inner", "net/acme/Prices");
    }

    @Test
    void repeatedRuleIsRefused() {
        Rules rules = Rules.parse(
                "rules.txt",
                List.of("a.B.c(String, int...)", "# other", "a.B.c( java.lang.String , int[] ) ttl=1s", "a.B.c"));
        assertThat(Plans.texts(rules.problems()))
                .containsExactly("rules.txt:3: a.B.c(java.lang.String, int[]) has a rule already, in rules.txt:1. "
                        + "Keep one of them.");
    }

    @Test
    void problemsOfAllLinesAreNamedInOrder() {
        Rules rules = Rules.parse("dir/my.rules", List.of("a.B.c tll=1s", "", "x", "a.B.d"));
        assertThat(Plans.texts(rules.problems()))
                .containsExactly(
                        "dir/my.rules:1: there is no setting tll. Did you mean ttl?",
                        "dir/my.rules:3: a rule must begin with a method, was \"x\". Write a method and its settings, "
                                + "as in net.acme.Prices.price(long, String) ttl=10m.");
        assertThat(rules.mentions("a/B")).isTrue();
    }

    @Test
    void unknownMethodIsNamedWithTheNearest() {
        assertProblem(
                ".prize(long)",
                "RulesTest.Prices has no method prize(long). "
                        + "Did you mean price(long), price(long, String) or price(long, java.util.Map)?");
        assertProblem(
                ".price(int)",
                "RulesTest.Prices has no method price(int). "
                        + "Did you mean price(long), price(long, String) or price(long, java.util.Map)?");
        assertProblem(".coast", "RulesTest.Prices has no method coast. Did you mean cost()?");
        assertProblem(
                ".zzzzz",
                "RulesTest.Prices has no method zzzzz. Among its methods are cost(), price(long), "
                        + "price(long, String), price(long, java.util.Map) and mixed(String, byte[], java.util.Map$Entry, Object[]).");
    }

    @Test
    void methodOfAClassWithoutMethodsIsUnknown() {
        ClassPlan plan = Plans.weave(Empty.class, Empty.class.getName() + ".price");
        assertThat(Plans.texts(plan.problems()))
                .containsExactly("rules.txt:1: RulesTest.Empty has no method price. It declares no methods.");
    }

    @Test
    void inheritedMethodIsNamedWhereItIsDeclared() {
        ClassPlan plan = Plans.weave(Empty.class, Empty.class.getName() + ".inherited()");
        assertThat(Plans.texts(plan.problems()))
                .containsExactly("rules.txt:1: RulesTest.Empty has no method inherited() of its own. "
                        + "Write dev.memo.method.RulesTest$Base.inherited(), which it inherits.");
    }

    @Test
    void unknownClassIsNamedWithTheNearest() {
        Rules rules = Plans.rules(
                "net.acme.Pices.price(long)",
                "net.acme.Pices.cost",
                "net.acme.Outer.Inner.m",
                "org.other.Users.find",
                "net.zzz.Nothing.at",
                "java.lang.String.length");
        List<String> known = List.of("net.acme.Prices", "net.acme.Outer$Inner", "net.acme.Users", "net.acme.Other");
        assertThat(Plans.texts(rules.checkAgainst(Plans.SOURCE, known)))
                .containsExactly(
                        "rules.txt:1: class net.acme.Pices is not found. Did you mean net.acme.Prices?",
                        "rules.txt:2: class net.acme.Pices is not found. Did you mean net.acme.Prices?",
                        "rules.txt:3: class net.acme.Outer.Inner is not found. Did you mean net.acme.Outer$Inner?",
                        "rules.txt:4: class org.other.Users is not found. Did you mean net.acme.Users?",
                        "rules.txt:5: class net.zzz.Nothing is not found. "
                                + "Check its name, and that it is on the class path.");
    }

    @Test
    void ruleKnowsWhetherItMatched() {
        Rules rules = Plans.rules(PRICES + ".cost", PRICES + ".prize(long)", "net.acme.Gone.at");
        assertThat(rules.unmatched()).hasSize(3);
        ClassPlan.of(Plans.bytes(Prices.class), rules, Plans.SOURCE, Purpose.WEAVE);
        assertThat(Plans.texts(rules.unmatched()))
                .containsExactly(
                        "rules.txt:2: RulesTest.Prices.prize(long) was not found so far, so that the rule did "
                                + "nothing. Check the names, and that the program uses the class.",
                        "rules.txt:3: Gone.at was not found so far, so that the rule did nothing. "
                                + "Check the names, and that the program uses the class.");
    }

    @Test
    void refusalByRuleNamesTheLine() {
        ClassPlan plan = Plans.weave(Prices.class, PRICES + ".nothing()");
        assertThat(Plans.texts(plan.problems()))
                .containsExactly("rules.txt:1 on RulesTest.Prices.nothing(): it returns void, so there is nothing to "
                        + "remember. Remove the rule.");
    }

    @Test
    void ruleIsAboutDefaultMethodsToo() {
        ClassPlan plan = Plans.weave(Service.class, Service.class.getName() + ".withBody");
        assertThat(Plans.memoizedNames(plan)).containsExactly("withBody");
    }

    @Test
    void lookingAtATargetDoesNotMarkItsRule() {
        Rules rules = Plans.rules(PRICES + ".cost");
        ClassPlan.of(Plans.bytes(Empty.class), rules, Plans.SOURCE, Purpose.WEAVE);
        assertThat(rules.unmatched()).hasSize(1);
    }

    private static void assertProblem(String method, String expected) {
        assertThat(Plans.texts(Plans.weave(Prices.class, PRICES + method).problems()))
                .containsExactly("rules.txt:1: " + expected);
    }

    /** A superclass. Stateless and thread-safe. */
    static class Base {
        int inherited() {
            return 1;
        }
    }

    /** A subclass with nothing of its own. Stateless and thread-safe. */
    static class Empty extends Base {}

    /** An interface. Stateless and thread-safe. */
    interface Service {
        default int withBody() {
            return 1;
        }
    }

    /** A class with an annotated method. Stateless and thread-safe. */
    static class Annotated {
        @Cached(ttl = "1s", maxEntries = 5)
        int annotated() {
            return 1;
        }
    }

    /** A library's class. Stateless and thread-safe. */
    static class Prices {
        int cost() {
            return 1;
        }

        int price(long id) {
            return (int) id;
        }

        int price(long id, String currency) {
            return (int) id + currency.length();
        }

        int price(long id, Map<String, String> all) {
            return (int) id + all.size();
        }

        int mixed(String a, byte[] b, Map.Entry<String, String> c, Object... d) {
            return a.length() + b.length + c.hashCode() + d.length;
        }

        void nothing() {}
    }
}
