// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One line of a rule file. Confined to one thread. */
class RuleLineTest {

    @Test
    void lineHasAMethodAndItsSettings() {
        Rule rule = read("net.acme.Prices.price(long, java.lang.String) ttl=10m barrier=METHOD maxBytes=64MB "
                + "keyIgnore=1 name=prices");
        assertThat(rule.where()).isEqualTo("rules.txt:3");
        assertThat(rule.head())
                .isEqualTo(new Rule.Head("net.acme.Prices", "price", List.of("long", "java.lang.String")));
        assertThat(rule.values().values())
                .containsEntry("ttl", "10m")
                .containsEntry("barrier", "METHOD")
                .containsEntry("maxBytes", "64MB")
                .containsEntry("keyIgnore", List.of(1))
                .containsEntry("name", "prices")
                .hasSize(5);
    }

    @Test
    void everySettingIsRead() {
        Rule rule = read("a.B.c idle=never receiver=ignore storage=shared maxEntries=10 cacheNull=false key=a.Key "
                + "keyPart=0,2");
        assertThat(rule.values().values())
                .containsEntry("idle", "never")
                .containsEntry("receiver", "IGNORE")
                .containsEntry("storage", "SHARED")
                .containsEntry("maxEntries", 10L)
                .containsEntry("cacheNull", false)
                .containsEntry("key", Type.getObjectType("a/Key"))
                .containsEntry("keyPart", List.of(0, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.B.c",
                "a.B$C.c()",
                "B.c(int)",
                "  a.B.c ( int , byte[] , String... ) ttl=1s  # ten",
                "\ta.B.c ttl = 1s\t",
                "a.B.c name=\"two words # here\"",
                "a.B.<init>(int)",
                "größe.Ä.ö(größe.Ä)"
            })
    void lineCanBeWrittenInManyWays(String line) {
        assertThat(read(line)).isNotNull();
    }

    @Test
    void quotedValueKeepsItsSpaces() {
        assertThat(read("a.B.c name=\"two words # here\" ttl=1s").values().values())
                .containsEntry("name", "two words # here")
                .containsEntry("ttl", "1s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# comment", "  # a.B.c ttl=soon"})
    void lineWithoutRuleIsNothing(String line) {
        Findings findings = new Findings();
        assertThat(new RuleLine("rules.txt:3", line, findings).read()).isNull();
        assertThat(findings.hasProblems()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "price ttl=10m|a rule must begin with a method, was \"price\". Write a method and its settings, "
                        + "as in net.acme.Prices.price(long, String) ttl=10m.",
                "net.acme.*|patterns are not known, was \"net.acme.*\". Write a line for each method.",
                "a.B.c(List<String>)|a parameter type must be a class or a primitive, was \"List<String>\". "
                        + "Write it without type arguments, as in java.util.List or byte[].",
                "a.B.c(int,)|a parameter type must be a class or a primitive, was \"\". "
                        + "Write it without type arguments, as in java.util.List or byte[].",
                "a.B.c ttl|settings must be name=value, was \"ttl\". Write a method and its settings, "
                        + "as in net.acme.Prices.price(long, String) ttl=10m.",
                "a.B.c ttl=1s ttl=2s|ttl is set twice. Keep one of them.",
                "a.B.c tll=1s|there is no setting tll. Did you mean ttl?",
                "a.B.c zzzzzz=1s|there is no setting zzzzzz. The settings are name, ttl, idle, barrier, receiver, "
                        + "storage, maxEntries, maxBytes, cacheNull, policy, jitter, governor, maxWait, onTimeout, onCycle, "
                        + "deadline, key, keyPart, keyIgnore, "
                        + "keep, retry, refresh, early, ttlFrom, nullTtl, emptyTtl, failures, failureTtl, soft, hard, tags, "
                        + "each, of, nestedTtl, dependencies, store, version, code, codePackages, allow and maxHeapBytes.",
                "a.B.c ttl=|ttl has no value. Write one after the =, or leave ttl out.",
                "a.B.c ttl=0s|ttl must be positive, was \"0s\". "
                        + "Leave it out to use the default, or write \"never\".",
                "a.B.c maxBytes=lots|maxBytes must be a size, was \"lots\". "
                        + "Write it like \"64MB\", \"512KB\" or \"1GB\".",
                "a.B.c maxEntries=many|maxEntries must be a whole number, was \"many\". "
                        + "Write it in digits, as in maxEntries=1000.",
                "a.B.c maxEntries=0|maxEntries must be at least 1, was 0. Leave it out to have no limit of its own.",
                "a.B.c policy=lfru|policy must be the name of a policy, was \"lfru\". Did you mean lru or lfu? "
                        + "The policies are lru, lfu, fifo, lifo, mru, random and adaptive; "
                        + "those of your own are registered with Memo.builder(), for its proxies and caches;"
                        + " the agent knows no class of your application.",
                "a.B.c jitter=some|jitter must be a number from 0 to 1, was \"some\". Write it like jitter=0.1.",
                "a.B.c jitter=2|jitter must be from 0 to 1, was 2.0. "
                        + "Write it like 0.1, which shortens a ttl by up to a tenth.",
                "a.B.c governor=off|governor must be DEFAULT, REPORT or BYPASS, was OFF. "
                        + "Write one of these, or use a version of Memo that knows OFF.",
                "a.B.c cacheNull=no|cacheNull must be true or false, was \"no\". "
                        + "Write cacheNull=true or cacheNull=false.",
                "a.B.c barrier=each|barrier must be KEY, METHOD, HOST or NONE, was EACH. "
                        + "Write one of these, or use a version of Memo that knows EACH.",
                "a.B.c key=a/Key|key must be the name of a class, was \"a/Key\". "
                        + "Write it with its package, as in net.acme.UserKey.",
                "a.B.c keyPart=one|keyPart must be positions of parameters, was \"one\". "
                        + "Count them from 0, as in keyPart=0,2.",
                "a.B.c keyPart=0 keyIgnore=1|keyPart and keyIgnore are both set, and each says it all. "
                        + "Keep one of them.",
                "a.B.c(int ttl=1s|a rule must begin with a method, was \"a.B.c(int\". Write a method and its "
                        + "settings, as in net.acme.Prices.price(long, String) ttl=10m."
            })
    void lineThatCannotBeReadIsRefused(String line, String expected) {
        Findings findings = new Findings();
        assertThat(new RuleLine("rules.txt:3", line, findings).read()).isNull();
        assertThat(Plans.texts(List.copyOf(findings.problems()))).containsExactly("rules.txt:3: " + expected);
    }

    @Test
    void allProblemsOfALineAreNamedAtOnce() {
        Findings findings = new Findings();
        new RuleLine("rules.txt:3", "a.B.c(x y) tll=1 ttl=soon maxEntries=-5 rest", findings).read();
        assertThat(Plans.codes(List.copyOf(findings.problems())))
                .containsExactly("UNREADABLE_RULE", "UNREADABLE_RULE", "UNKNOWN_SETTING", "BAD_TTL", "BAD_MAX_ENTRIES");
    }

    @Test
    void anyLineIsARuleOrNothingOrAProblem() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String line = (random.nextBoolean() ? "a.B.c(int) ttl=" : "")
                    + Seeds.text(random, "aB.$(),[] =\"#ttlkeyPart01<>*\\\té\u0000", 24);
            Findings findings = new Findings();
            @Nullable Rule rule = new RuleLine("rules.txt:3", line, findings).read();
            assertThat(rule == null || !findings.hasProblems())
                    .as("seed %d, %s", seed, line)
                    .isTrue();
            for (Problem problem : findings.problems()) {
                assertThat(problem.text())
                        .as("seed %d, %s", seed, line)
                        .startsWith("rules.txt:3: ")
                        .endsWith(end(problem));
            }
        }
    }

    private static String end(Problem problem) {
        return problem.text().endsWith("?") ? "?" : ".";
    }

    private static Rule read(String line) {
        Findings findings = new Findings();
        Rule rule = new RuleLine("rules.txt:3", line, findings).read();
        assertThat(Plans.texts(List.copyOf(findings.problems()))).isEmpty();
        if (rule == null) {
            throw new AssertionError("no rule in " + line);
        }
        return rule;
    }
}
