// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.KeyFunction;
import dev.memo.annotation.KeyIgnore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Classes that compute keys. Confined to one thread. */
class KeyFunctionCheckTest {
    private static final String LIBRARY = Library.class.getName();
    private static final String ON = "@Cached on KeyFunctionCheckTest.Users.";

    @Tag("parity-8")
    @Test
    void keyFunctionIsGivenAllParameters() {
        MethodSettings settings = Plans.settings(Plans.weave(Users.class), "good");
        assertThat(settings.keyFunction()).isEqualTo(First.class.getName());
        assertThat(settings.keyParameters()).containsExactly(0, 1);
    }

    @Test
    void noKeyFunctionIsAnEmptyName() {
        assertThat(Plans.settings(Plans.weave(Users.class), "none").keyFunction())
                .isEmpty();
    }

    @Test
    void classThatCannotComputeKeysIsRefused() {
        assertThat(Plans.texts(Plans.weave(Users.class).problems()))
                .containsExactlyInAnyOrder(
                        ON + "open(int): key function KeyFunctionCheckTest.Open is abstract. "
                                + "Name a class of which an object can be made.",
                        ON + "needy(int): key function KeyFunctionCheckTest.Needy has no constructor without "
                                + "parameters. Give it one; a class inside another must also be static.",
                        ON + "inner(int): key function KeyFunctionCheckTest.Inner has no constructor without "
                                + "parameters. Give it one; a class inside another must also be static.",
                        ON + "marked(int): key function KeyFunctionCheckTest.First has all arguments, but parameters "
                                + "are marked too. Remove the marks, or the key function.");
    }

    @Test
    void ruleNamesTheClass() {
        MethodSettings settings =
                Plans.settings(Plans.weave(Library.class, LIBRARY + ".find key=" + First.class.getName()), "find");
        assertThat(settings.keyFunction()).isEqualTo(First.class.getName());
    }

    @Test
    void classThatARuleNamesIsChecked() {
        ClassPlan plan = Plans.weave(
                Library.class,
                LIBRARY + ".find key=net.acme.Gone",
                LIBRARY + ".other key=java.lang.String",
                LIBRARY + ".third key=" + First.class.getName() + " keyPart=0");
        String on = " on KeyFunctionCheckTest.Library.";
        assertThat(Plans.texts(plan.problems()))
                .containsExactlyInAnyOrder(
                        "rules.txt:1" + on + "find(int): key function Gone is not found as class net.acme.Gone. "
                                + "Put it on the same class path, or leave key out.",
                        "rules.txt:2" + on + "other(int): key function String does not implement KeyFunction. "
                                + "Let it do so, or leave key out.",
                        "rules.txt:3" + on + "third(int): key function KeyFunctionCheckTest.First has all arguments, "
                                + "but parameters are marked too. Remove the marks, or the key function.");
    }

    /** Every kind of key function, named. Stateless and thread-safe. */
    static class Users {
        @Cached(key = First.class)
        int good(int a, StringBuilder b) {
            return a + b.length();
        }

        @Cached(key = KeyFunction.class)
        int none(int a) {
            return a;
        }

        @Cached(key = Open.class)
        int open(int a) {
            return a;
        }

        @Cached(key = Needy.class)
        int needy(int a) {
            return a;
        }

        @Cached(key = Inner.class)
        int inner(int a) {
            return a;
        }

        @Cached(key = First.class)
        int marked(@KeyIgnore int a) {
            return a;
        }
    }

    /** A library's class. Stateless and thread-safe. */
    static class Library {
        int find(int a) {
            return a;
        }

        int other(int a) {
            return a;
        }

        int third(int a) {
            return a;
        }
    }

    /** Good. Stateless and thread-safe. */
    static final class First implements KeyFunction {
        @Override
        public Object apply(Object[] arguments) {
            return arguments[0];
        }
    }

    /** Abstract. Stateless and thread-safe. */
    abstract static class Open implements KeyFunction {}

    /** Its constructor has a parameter. Immutable. */
    record Needy(int index) implements KeyFunction {
        @Override
        public Object apply(Object[] arguments) {
            return arguments[index];
        }
    }

    /** Not static. Stateless and thread-safe. */
    @SuppressWarnings("ClassCanBeStatic") // that it is not is the point
    class Inner implements KeyFunction {
        @Override
        public Object apply(Object[] arguments) {
            return arguments[0];
        }
    }
}
