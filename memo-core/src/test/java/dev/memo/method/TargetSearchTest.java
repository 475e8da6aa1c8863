// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;

/** What an {@code @Invalidates} is about. Confined to one thread. */
class TargetSearchTest {
    private static final String ON = "@Invalidates on TargetSearchTest.Writers.";
    private static final String PRICES = "TargetSearchTest.Prices";

    @Test
    void methodOfAnotherClassIsFound() {
        assertThat(targets("clear")).containsExactly(new MethodRef(Prices.class.getName(), "cost", "()I"));
    }

    @Test
    void inheritedMethodIsFoundWhereItIsDeclared() {
        assertThat(targets("clearInherited")).containsExactly(new MethodRef(Base.class.getName(), "inherited", "()I"));
    }

    @Test
    void overloadIsFoundByItsParameters() {
        assertThat(targets("clearOverload"))
                .containsExactly(
                        new MethodRef(Prices.class.getName(), "price", "(JLjava/lang/String;)I"),
                        new MethodRef(Prices.class.getName(), "none", "()I"));
    }

    @Test
    void onlyMemoizedOverloadNeedsNoParameters() {
        assertThat(targets("clearHalf")).containsExactly(new MethodRef(Prices.class.getName(), "half", "(J)I"));
    }

    @Test
    void methodMemoizedByRuleIsFound() {
        ClassPlan plan = Plans.weave(RuleWriter.class, Prices.class.getName() + ".plain");
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.invalidating()).hasSize(1);
    }

    @Test
    void targetThatCannotBeFoundIsRefused() {
        assertThat(Plans.texts(Plans.weave(Writers.class).problems()))
                .containsExactlyInAnyOrder(
                        ON + "misspelt(): " + PRICES + " has no method prize. "
                                + "Did you mean price(long) or price(long, String)?",
                        ON + "unlike(): " + PRICES
                                + " has no method zzz. Its memoized methods are cost(), price(long), "
                                + "price(long, String), half(long), none(), none(int), stream() and inherited().",
                        ON + "wrongParameters(): " + PRICES + " has no method price(int). "
                                + "Did you mean price(long) or price(long, String)?",
                        ON + "nothing(): TargetSearchTest.Writers has no method price. It has no memoized methods.",
                        ON + "unmemoized(): " + PRICES + ".plain() is not memoized. "
                                + "Annotate it with @Cached, or remove @Invalidates.",
                        ON + "overridden(): " + PRICES + ".hidden() is not memoized. "
                                + "Annotate it with @Cached, or remove @Invalidates.",
                        ON + "overloaded(): " + PRICES + " has 2 memoized methods of that name, price(long) and "
                                + "price(long, String). Say which one with parameters = {...}.",
                        ON + "refused(): " + PRICES + ".stream() is not memoized, but refused. Correct that first.",
                        ON + "primitive(): class int is not found. Name the class that declares the memoized method.");
    }

    @Test
    void classThatCannotBeFoundIsRefused() {
        byte[] bytes = new MadeClass(Opcodes.V17, "net/acme/Made")
                .method("clear", "()V", AnnotationNames.INVALIDATES, "type", Type.getType("Lnet/acme/Gone;"))
                .bytes();
        assertThat(new ClassReader(bytes).getClassName()).isEqualTo("net/acme/Made");
        ClassPlan plan = ClassPlan.of(bytes, Rules.NONE, Plans.SOURCE, Purpose.WEAVE);
        assertThat(Plans.texts(plan.problems()))
                .containsExactly("@Invalidates on Made.clear(): class net.acme.Gone is not found. "
                        + "Name the class that declares the memoized method.");
    }

    private static List<MethodRef> targets(String method) {
        return Plans.weave(Writers.class).invalidating().stream()
                .filter(each -> each.ref().name().equals(method))
                .flatMap(each -> each.invalidations().stream())
                .map(Invalidation::target)
                .toList();
    }

    /** A superclass. Stateless and thread-safe. */
    static class Base {
        @Cached
        int inherited() {
            return 1;
        }

        @Cached
        int hidden() {
            return 1;
        }
    }

    /** What is invalidated. Stateless and thread-safe. */
    static class Prices extends Base {
        @Cached
        int cost() {
            return 1;
        }

        @Cached
        int price(long id) {
            return (int) id;
        }

        @Cached
        int price(long id, String currency) {
            return (int) id + currency.length();
        }

        @Cached
        int half(long id) {
            return (int) id;
        }

        int half(String id) {
            return id.length();
        }

        @Cached
        int none() {
            return 1;
        }

        @Cached
        int none(int a) {
            return a;
        }

        int plain() {
            return 1;
        }

        @Override
        int hidden() {
            return 2;
        }

        @Cached
        Stream<String> stream() {
            return Stream.of();
        }
    }

    /** What invalidates. Stateless and thread-safe. */
    static class Writers {
        @Invalidates(type = Prices.class, method = "cost", all = true)
        void clear() {}

        @Invalidates(type = Prices.class, method = "inherited", all = true)
        void clearInherited() {}

        @Invalidates(
                type = Prices.class,
                method = "price",
                parameters = {long.class, String.class},
                all = true)
        @Invalidates(
                type = Prices.class,
                method = "none",
                parameters = {},
                all = true)
        void clearOverload() {}

        @Invalidates(type = Prices.class, method = "half", all = true)
        void clearHalf() {}

        @Invalidates(type = Prices.class, method = "prize", all = true)
        void misspelt() {}

        @Invalidates(type = Prices.class, method = "zzz", all = true)
        void unlike() {}

        @Invalidates(type = Prices.class, method = "price", parameters = int.class, all = true)
        void wrongParameters() {}

        @Invalidates(method = "price", all = true)
        void nothing() {}

        @Invalidates(type = Prices.class, method = "plain", all = true)
        void unmemoized() {}

        @Invalidates(type = Prices.class, method = "hidden", all = true)
        void overridden() {}

        @Invalidates(type = Prices.class, method = "price", all = true)
        void overloaded() {}

        @Invalidates(type = Prices.class, method = "stream", all = true)
        void refused() {}

        @Invalidates(type = int.class, method = "price", all = true)
        void primitive() {}
    }

    /** Invalidates a method that only a rule memoizes. Stateless and thread-safe. */
    static class RuleWriter {
        @Invalidates(type = Prices.class, method = "plain", all = true)
        void clear() {}
    }
}
