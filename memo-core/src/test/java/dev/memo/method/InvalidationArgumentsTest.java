// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.annotation.Invalidates;
import dev.memo.annotation.KeyFunction;
import dev.memo.annotation.KeyIgnore;
import dev.memo.annotation.Receiver;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which parameters of an invalidating method make the key. Confined to one thread. */
class InvalidationArgumentsTest {
    private static final MethodRef PRICE = new MethodRef(Prices.class.getName(), "price", "(JLjava/lang/String;I)I");

    @Test
    void parametersAreMatchedByName() {
        assertThat(only(Prices.class, "setPrice"))
                .isEqualTo(new Invalidation(PRICE, false, false, true, List.of(2, 0)));
    }

    @Test
    void parametersAreNamedOrCounted() {
        assertThat(only(Prices.class, "named")).isEqualTo(new Invalidation(PRICE, false, true, true, List.of(1, 0)));
    }

    @Test
    void parametersWithoutNamesAreMatchedByPositionAndType() {
        ClassPlan plan = ClassPlan.of(nameless(Nameless.class), Rules.NONE, Plans.SOURCE, Purpose.WEAVE);
        assertThat(plan.invalidating())
                .extracting(each -> each.invalidations().get(0).arguments())
                .containsExactly(List.of(0), List.of(1));
        assertThat(Plans.texts(plan.problems()))
                .containsExactlyInAnyOrder(
                        "@Invalidates on InvalidationArgumentsTest.Nameless.named(long): args names parameter \"id\", "
                                + "but the class file has no parameter names. "
                                + "Write its position, counted from 0, or compile with -parameters.",
                        "@Invalidates on InvalidationArgumentsTest.Nameless.few(): it has no parameters, but the key "
                                + "of InvalidationArgumentsTest.Nameless.find(long, int) has 1 parameter. "
                                + "Write all = true, or give it what the key needs.");
    }

    @Test
    void subclassHasTheReceiver() {
        assertThat(only(SubPrices.class, "drop").receiver()).isTrue();
    }

    @Test
    void targetWithoutReceiverCanBeOfAnyClass() {
        assertThat(only(Writers.class, "shared"))
                .isEqualTo(new Invalidation(
                        new MethodRef(Prices.class.getName(), "shared", "(J)I"), false, false, false, List.of(0)));
    }

    @Test
    void allDropsAllWhateverTheKeyIs() {
        assertThat(only(Writers.class, "all")).isEqualTo(new Invalidation(PRICE, true, false, false, List.of()));
    }

    @Test
    void targetWithAKeyFunctionIsGivenAllItsParameters() {
        assertThat(only(Writers.class, "computed").arguments()).containsExactly(0, 1);
        assertThat(only(Writers.class, "computedNamed").arguments()).containsExactly(1, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foreign(long)|the key of I.Prices.own(long) has the object it is called on, which is not known here. "
                        + "Write all = true, or receiver = IGNORE on own.",
                "noName(long)|it has no parameter \"id\", which the key of I.Prices.shared(long) needs. "
                        + "Say which one it is with args, or write all = true.",
                "misspelt(long, int)|args names parameter \"idd\", which it does not have. Did you mean id?",
                "unlike(long, int)|args names parameter \"zzzz\", which it does not have. "
                        + "Write the name of a parameter, or its position, counted from 0.",
                "outside(long, int)|args names parameter 2, but it has 2 parameters. Count the parameters from 0.",
                "tooMany(long, int)|args has 2 entries, but the key of I.Prices.shared(long) has 1 parameter. "
                        + "Write one for each, or all = true.",
                "otherType(int)|parameter 0 is an int, but the key of I.Prices.shared(long) needs a long. "
                        + "Name another with args, or write all = true.",
                "needless(long)|args says which result, but all = true drops all. Remove one of them.",
                "computedOther(long)|it has no parameter \"size\", which the key of I.Prices.computed(long, int) needs. "
                        + "Say which one it is with args, or write all = true."
            })
    void keyThatCannotBeMadeIsRefused(String method, String expected) {
        String name = "InvalidationArgumentsTest.";
        assertThat(Plans.texts(Plans.weave(BadWriters.class).problems()))
                .contains("@Invalidates on " + name + "BadWriters." + method + ": " + expected.replace("I.", name));
    }

    @Test
    void staticMethodHasNoReceiver() {
        assertThat(Plans.codes(Plans.weave(StaticWriter.class).problems())).containsExactly("INVALIDATES_RECEIVER");
    }

    private static Invalidation only(Class<?> type, String method) {
        return Plans.weave(type).invalidating().stream()
                .filter(each -> each.ref().name().equals(method))
                .flatMap(each -> each.invalidations().stream())
                .reduce((a, b) -> {
                    throw new AssertionError("two");
                })
                .orElseThrow();
    }

    private static byte[] nameless(Class<?> type) {
        ClassWriter writer = new ClassWriter(0);
        ClassVisitor filter = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                return new MethodVisitor(Opcodes.ASM9, method) {
                    @Override
                    public void visitParameter(String parameter, int flags) {}
                };
            }
        };
        new ClassReader(Plans.bytes(type)).accept(filter, ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    /** What is invalidated, and what does it in the same class. Stateless and thread-safe. */
    static class Prices {
        @Cached
        int price(long id, @KeyIgnore String log, int size) {
            return (int) id + size + log.length();
        }

        @Cached
        int own(long id) {
            return (int) id;
        }

        @Cached(receiver = Receiver.IGNORE)
        int shared(long id) {
            return (int) id;
        }

        @Cached(key = First.class, receiver = Receiver.IGNORE)
        int computed(long id, int size) {
            return (int) id + size;
        }

        @Invalidates(method = "price")
        void setPrice(int size, int cents, long id) {}

        @Invalidates(
                method = "price",
                args = {"1", "size"},
                before = true)
        void named(int size, long number) {}
    }

    /** A subclass. Stateless and thread-safe. */
    static class SubPrices extends Prices {
        @Invalidates(type = Prices.class, method = "own")
        void drop(Long id) {}
    }

    /** Another class. Stateless and thread-safe. */
    static class Writers {
        @Invalidates(type = Prices.class, method = "shared")
        static void shared(long id) {}

        @Invalidates(type = Prices.class, method = "price", all = true)
        void all() {}

        @Invalidates(type = Prices.class, method = "computed")
        void computed(long id, int size) {}

        @Invalidates(
                type = Prices.class,
                method = "computed",
                args = {"1", "0"})
        void computedNamed(int size, long id) {}
    }

    /** What cannot be done. Stateless and thread-safe. */
    static class BadWriters {
        @Invalidates(type = Prices.class, method = "own")
        void foreign(long id) {}

        @Invalidates(type = Prices.class, method = "shared", args = "idd")
        void misspelt(long id, int other) {}

        @Invalidates(type = Prices.class, method = "shared", args = "zzzz")
        void unlike(long id, int other) {}

        @Invalidates(type = Prices.class, method = "shared", args = "2")
        void outside(long id, int other) {}

        @Invalidates(
                type = Prices.class,
                method = "shared",
                args = {"0", "1"})
        void tooMany(long id, int other) {}

        @Invalidates(type = Prices.class, method = "shared")
        void otherType(int id) {}

        @Invalidates(type = Prices.class, method = "shared", args = "0", all = true)
        void needless(long id) {}

        @Invalidates(type = Prices.class, method = "computed")
        void computedOther(long id) {}

        @Invalidates(type = Prices.class, method = "shared")
        void noName(long number) {}
    }

    /** A static method of the same class. Stateless and thread-safe. */
    static class StaticWriter {
        @Cached
        int own(long id) {
            return (int) id;
        }

        @Invalidates(method = "own")
        static void drop(long id) {}
    }

    /** Its class file is stripped of names. Stateless and thread-safe. */
    static class Nameless {
        @Cached
        int find(long id, @KeyIgnore int log) {
            return (int) id + log;
        }

        @Invalidates(method = "find")
        void drop(Long a) {}

        @Invalidates(method = "find", args = "id")
        void named(long id) {}

        @Invalidates(method = "find")
        void few() {}

        @Cached
        int turned(@KeyIgnore int log, long id) {
            return (int) id + log;
        }

        @Invalidates(method = "turned")
        void same(int a, long b) {}
    }

    /** A key function. Stateless and thread-safe. */
    static final class First implements KeyFunction {
        @Override
        public Object apply(Object[] arguments) {
            return arguments[0];
        }
    }
}
