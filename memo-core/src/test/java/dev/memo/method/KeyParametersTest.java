// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.KeyIgnore;
import dev.memo.annotation.KeyPart;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which parameters are in the key. Confined to one thread. */
class KeyParametersTest {
    private static final String LIBRARY = Library.class.getName();

    @Tag("parity-8")
    @Test
    void allParametersAreInTheKeyUnlessMarked() {
        ClassPlan plan = Plans.weave(Marked.class);
        assertThat(Plans.settings(plan, "plain").keyParameters()).containsExactly(0, 1, 2);
        assertThat(Plans.settings(plan, "parts").keyParameters()).containsExactly(0, 2);
        assertThat(Plans.settings(plan, "ignores").keyParameters()).containsExactly(0);
        assertThat(Plans.settings(plan, "none").keyParameters()).isEmpty();
    }

    @Test
    void methodWithoutKeyParametersIsRemarkedOn() {
        assertThat(Plans.texts(Plans.weave(Marked.class).remarks()))
                .containsExactly("@Cached on KeyParametersTest.Marked.onlyIgnored(int): all its parameters are left "
                        + "out of the key, so that it has one result for all calls. "
                        + "Keep those in the key that the result depends on.");
    }

    @Test
    void bothKindsOfMarksAreRefused() {
        assertThat(Plans.texts(Plans.weave(Marked.class).problems()))
                .containsExactly("@Cached on KeyParametersTest.Marked.mixed(int, int): @KeyPart and @KeyIgnore are "
                        + "both used, and each says it all. "
                        + "Keep one of them: what is not @KeyPart is left out anyway.");
    }

    @Tag("parity-8")
    @Test
    void ruleSaysItByPosition() {
        assertThat(Plans.settings(Plans.weave(Library.class, LIBRARY + ".find keyPart=2,0"), "find")
                        .keyParameters())
                .containsExactly(0, 2);
        assertThat(Plans.settings(Plans.weave(Library.class, LIBRARY + ".find keyIgnore=1"), "find")
                        .keyParameters())
                .containsExactly(0, 2);
    }

    @Test
    void ruleOverridesTheMarks() {
        ClassPlan plan = Plans.weave(Marked.class, Marked.class.getName() + ".parts keyIgnore=0");
        assertThat(Plans.settings(plan, "parts").keyParameters()).containsExactly(1, 2);
    }

    @Test
    void positionThatDoesNotExistIsRefused() {
        ClassPlan plan = Plans.weave(
                Library.class,
                LIBRARY + ".find keyIgnore=3",
                LIBRARY + ".one keyPart=1",
                LIBRARY + ".zero keyIgnore=0");
        assertThat(Plans.texts(plan.problems()))
                .containsExactlyInAnyOrder(
                        "rules.txt:1 on KeyParametersTest.Library.find(int, int, int): keyIgnore must be 0 to 2, "
                                + "was 3. Count the parameters from 0.",
                        "rules.txt:2 on KeyParametersTest.Library.one(int): keyPart must be 0, was 1. "
                                + "Count the parameters from 0.",
                        "rules.txt:3 on KeyParametersTest.Library.zero(): keyIgnore must be left out: there are no "
                                + "parameters, was 0. Remove keyIgnore.");
    }

    @Test
    void continuationIsLeftOut() {
        ClassPlan plan = new MadeClass(Opcodes.V17, "net/acme/Made")
                .cached("wraps", "(Lkotlin/coroutines/Continuation;J)I")
                .weave();
        assertThat(Plans.settings(plan, "wraps").keyParameters()).containsExactly(1);
        assertThat(plan.problems()).isEmpty();
    }

    /** Every way to mark. Stateless and thread-safe. */
    static class Marked {
        @Cached
        int plain(int a, int b, int c) {
            return a + b + c;
        }

        @Cached
        int parts(@KeyPart int a, int b, @KeyPart int c) {
            return a + b + c;
        }

        @Cached
        static int ignores(int a, @KeyIgnore int b, @KeyIgnore long c) {
            return a + b + (int) c;
        }

        @Cached
        int none() {
            return 0;
        }

        @Cached
        int onlyIgnored(@KeyIgnore int a) {
            return a;
        }

        @Cached
        int mixed(@KeyPart int a, @KeyIgnore int b) {
            return a + b;
        }
    }

    /** A library's class. Stateless and thread-safe. */
    static class Library {
        int find(int a, int b, int c) {
            return a + b + c;
        }

        int one(int a) {
            return a;
        }

        int zero() {
            return 0;
        }
    }
}
