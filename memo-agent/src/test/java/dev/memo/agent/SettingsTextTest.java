// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Invalidates;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.method.ClassBytes;
import dev.memo.method.ClassPlan;
import dev.memo.method.Purpose;
import dev.memo.method.Rules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Settings as the weave report shows them: those that are not the default. */
class SettingsTextTest {
    private final ClassBytes source = ClassBytes.of(SettingsTextTest.class.getClassLoader());

    @Test
    void whatIsNotTheDefaultIsShown() {
        assertThat(textOf("tuned", Rules.NONE)).isEqualTo("ttl=10m policy=lfu jitter=0.25 governor=BYPASS");
        assertThat(textOf("impatient", Rules.NONE)).isEqualTo("maxWait=2s onTimeout=FAIL onCycle=FAIL deadline=30s");
        assertThat(textOf("plain", Rules.NONE)).isEmpty();
    }

    @Test
    void settingsOfResultsThatAgeAreShown() {
        String line = Sample.class.getName() + ".plain ttl=1m keep=never retry=2s refresh=30s soft=1s hard=3s early=1"
                + " nullTtl=4s emptyTtl=5s failures=java.io.IOException failureTtl=6s";
        assertThat(textOf("plain", Rules.parse("rules.txt", List.of(line))))
                .isEqualTo("ttl=1m keep=never refresh=30s soft=1s hard=3s early=1.0 nullTtl=4s emptyTtl=5s"
                        + " failures=java.io.IOException failureTtl=6s retry=2s");
    }

    @Test
    void settingsOfResultsInAStoreAreShown() {
        String line = Sample.class.getName() + ".plain store=disk version=2 codePackages=net.acme,org.acme"
                + " allow=net.acme.* maxHeapBytes=1KB";
        assertThat(textOf("plain", Rules.parse("rules.txt", List.of(line))))
                .isEqualTo(
                        "store=disk version=2 codePackages=net.acme,org.acme allow=net.acme.*" + " maxHeapBytes=1024");
        String uncounted = Sample.class.getName() + ".plain store=disk code=false";
        assertThat(textOf("plain", Rules.parse("rules.txt", List.of(uncounted))))
                .isEqualTo("store=disk code=false");
    }

    @Test
    void settingsOfARuleAreShown() {
        String line = Sample.class.getName() + ".plain policy=Random jitter=1 governor=report";
        assertThat(textOf("plain", Rules.parse("rules.txt", List.of(line))))
                .isEqualTo("policy=random jitter=1.0 governor=REPORT");
    }

    @Test
    void tagsAreShown() {
        assertThat(textOf("tagged", Rules.NONE)).isEqualTo("tags=primes,p:{0}");
        byte[] classFile =
                Objects.requireNonNull(source.find(Sample.class.getName().replace('.', '/')));
        assertThat(ClassPlan.of(classFile, Rules.NONE, source, Purpose.WEAVE).invalidating())
                .extracting(each -> SettingsText.of(each.invalidations()))
                .containsExactly("invalidates tags primes");
    }

    @Test
    void manyKeysAreShownWithWhoseResultsTheyAre() {
        assertThat(textOf("primes", Rules.NONE)).isEqualTo("ttl=1m each=true");
        assertThat(textOf("tuneds", Rules.NONE))
                .isEqualTo("ttl=10m policy=lfu jitter=0.25 governor=BYPASS each=true of=adjusted");
    }

    private String textOf(String method, Rules rules) {
        assertThat(rules.problems()).isEmpty();
        byte[] classFile =
                Objects.requireNonNull(source.find(Sample.class.getName().replace('.', '/')));
        return ClassPlan.of(classFile, rules, source, Purpose.WEAVE).memoized().stream()
                .filter(each -> each.ref().name().equals(method))
                .map(SettingsText::of)
                .findFirst()
                .orElseThrow();
    }

    /** Annotated methods. Stateless. */
    static final class Sample {
        private Sample() {}

        @Cached
        static int plain() {
            return 1;
        }

        @Cached(maxWait = "2s", onTimeout = OnTimeout.FAIL, onCycle = OnCycle.FAIL, deadline = "30s")
        static int impatient() {
            return 1;
        }

        @Cached(ttl = "10m", policy = "lfu", jitter = 0.25, governor = Governor.BYPASS)
        static int tuned() {
            return 1;
        }

        @Cached(ttl = "10m", policy = "lfu", jitter = 0.25, governor = Governor.BYPASS)
        static int adjusted(int number) {
            return number;
        }

        @Cached(each = true, of = "adjusted")
        static List<Integer> tuneds(List<Integer> numbers) {
            return numbers;
        }

        @Cached(each = true, ttl = "1m")
        static Map<Integer, Boolean> primes(Set<Integer> numbers) {
            return Map.of();
        }

        @Cached(tags = {"primes", "p:{0}"})
        static int tagged(int number) {
            return number;
        }

        @Invalidates(tags = "primes")
        static void change() {}
    }
}
