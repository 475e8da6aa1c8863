// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Governor;
import dev.memo.annotation.Receiver;
import dev.memo.annotation.Storage;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.method.MethodSettings;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which calls are the same call. */
class KeysTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final LinkedMethod typed =
            LinkedMethod.of(engine, a -> a[0] == null ? "null" : a[0].getClass() + ":" + a[0], Object.class);

    @Test
    void equalNumbersOfDifferentTypesAreDifferentKeys() throws Throwable {
        List<Object> ones = List.of(
                1,
                1L,
                1.0,
                1.0f,
                (short) 1,
                (byte) 1,
                '1',
                "1",
                true,
                BigInteger.ONE,
                BigDecimal.ONE,
                new BigDecimal("1.0"));
        callTwice(ones);
        assertThat(typed.runs()).isEqualTo(ones.size());
    }

    @Test
    void minusOneAndMinusTwoAreDifferentKeys() throws Throwable {
        callTwice(List.of(-1, -2, -1L, -2L, -1.0, -2.0, "-1", "-2"));
        assertThat(typed.runs()).isEqualTo(8);
        LinkedMethod primitive = LinkedMethod.of(engine, a -> a[0] + "," + a[1], long.class, int.class);
        assertThat(primitive.call(-1L, -2)).isEqualTo("-1,-2");
        assertThat(primitive.call(-2L, -1)).isEqualTo("-2,-1");
        assertThat(primitive.call(-1L, -1)).isEqualTo("-1,-1");
        assertThat(primitive.call(-2L, -2)).isEqualTo("-2,-2");
        assertThat(primitive.runs()).isEqualTo(4);
    }

    @Test
    void stringsWithTheSameHashAreDifferentKeys() throws Throwable {
        LinkedMethod strings = LinkedMethod.of(engine, a -> a[0], String.class);
        List<String> collisions = sameHash(10);
        assertThat(collisions.stream().mapToInt(String::hashCode).distinct()).hasSize(1);
        for (int round = 0; round < 2; round++) {
            for (String s : collisions) {
                assertThat(strings.call(s)).isEqualTo(s);
                assertThat(typed.call(s)).isEqualTo(String.class + ":" + s);
            }
        }
        assertThat(strings.runs()).isEqualTo(collisions.size());
        assertThat(typed.runs()).isEqualTo(collisions.size());
    }

    @Test
    void objectsWithTheSameHashAreDifferentKeys() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0] + "" + a[1], Object.class, Object.class);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 100; i++) {
                Object first = new SameHash(i);
                Object second = new SameHash(-i);
                assertThat(method.call(first, second)).isEqualTo(first + "" + second);
            }
        }
        assertThat(method.runs()).isEqualTo(100);
    }

    @Test
    void theOrderOfArgumentsMatters() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0] + "," + a[1], Object.class, Object.class);
        assertThat(method.call("a", "b")).isEqualTo("a,b");
        assertThat(method.call("b", "a")).isEqualTo("b,a");
        assertThat(method.call("ab", "")).isEqualTo("ab,");
        assertThat(method.call("", "ab")).isEqualTo(",ab");
        assertThat(method.runs()).isEqualTo(4);
    }

    @Test
    void notANumberIsAKeyAndMinusZeroIsAnother() throws Throwable {
        LinkedMethod doubles = LinkedMethod.of(engine, a -> a[0] + "," + a[1], double.class, float.class);
        double otherNan = Double.longBitsToDouble(0x7ff8000000000001L);
        assertThat(doubles.call(Double.NaN, Float.NaN)).isEqualTo("NaN,NaN");
        assertThat(doubles.call(otherNan, Float.NaN)).isEqualTo("NaN,NaN");
        assertThat(doubles.runs()).isEqualTo(1);
        assertThat(doubles.call(0.0, 0f)).isEqualTo("0.0,0.0");
        assertThat(doubles.call(-0.0, 0f)).isEqualTo("-0.0,0.0");
        assertThat(doubles.call(0.0, -0f)).isEqualTo("0.0,-0.0");
        assertThat(doubles.runs()).isEqualTo(4);
        callTwice(Arrays.asList(Double.NaN, 0.0, -0.0, Float.NaN, 0f, -0f));
        assertThat(typed.runs()).isEqualTo(6);
    }

    @Test
    void nullIsAKeyOfItsOwn() throws Throwable {
        callTwice(Arrays.asList(null, 0, "", "null", List.of(), false));
        assertThat(typed.runs()).isEqualTo(6);
        LinkedMethod two = LinkedMethod.of(engine, a -> a[0] + "," + a[1], String.class, Object.class);
        for (int round = 0; round < 2; round++) {
            assertThat(two.call(null, null)).isEqualTo("null,null");
            assertThat(two.call(null, "null")).isEqualTo("null,null");
            assertThat(two.call("null", null)).isEqualTo("null,null");
        }
        assertThat(two.runs()).isEqualTo(3);
    }

    @Test
    void aMethodWithoutParametersHasOneKey() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> "only");
        assertThat(method.call()).isEqualTo("only");
        assertThat(method.call()).isEqualTo("only");
        assertThat(method.runs()).isEqualTo(1);
    }

    @Test
    void twoMethodsNeverShareEntries() throws Throwable {
        LinkedMethod first = LinkedMethod.of(engine, a -> "first", int.class);
        LinkedMethod second = LinkedMethod.of(engine, a -> "second", int.class);
        for (int round = 0; round < 2; round++) {
            assertThat(first.call(1)).isEqualTo("first");
            assertThat(second.call(1)).isEqualTo("second");
        }
    }

    @Test
    void methodsOfOneNameInTwoClassLoadersNeverShareEntries() throws Throwable {
        ClassLoader other = new ClassLoader(KeysTest.class.getClassLoader()) {};
        MethodHandle mine = link("memoize", KeysTest.class.getClassLoader());
        MethodHandle theirs = link("memoize", other);
        land(mine.invokeWithArguments(1), "mine");
        land(theirs.invokeWithArguments(1), "theirs");
        assertThat(mine.invokeWithArguments(1)).isEqualTo("mine");
        assertThat(theirs.invokeWithArguments(1)).isEqualTo("theirs");
    }

    @Test
    void moreArgumentsThanAProbeTakesAreAllInTheKey() throws Throwable {
        MethodType type = MethodType.methodType(Object.class, Object.class);
        String descriptor = "(" + "J".repeat(120) + ")Ljava/lang/Object;";
        MethodHandle probe = (MethodHandle) engine.linker()
                .invokeWithArguments(MethodHandles.lookup(), "memoize+array", type, "wide", descriptor, settings(120));
        @Nullable
        Object[] call = IntStream.range(0, 120).mapToObj(i -> (Object) (long) i).toArray();
        land(probe.invokeWithArguments((Object) call.clone()), "first");
        assertThat(probe.invokeWithArguments((Object) call.clone())).isEqualTo("first");
        call[119] = -1L;
        land(probe.invokeWithArguments((Object) call.clone()), "last differs");
        assertThat(probe.invokeWithArguments((Object) call)).isEqualTo("last differs");
    }

    private MethodHandle link(String kind, ClassLoader loader) {
        MethodType type = MethodType.methodType(Object.class, int.class);
        Object handle = engine.service()
                .apply("link", new Object[] {loader, "test.Twin", kind, type.descriptorString(), type, settings(1)});
        return (MethodHandle) handle;
    }

    private static String settings(int parameters) {
        List<Integer> all = IntStream.range(0, parameters).boxed().toList();
        return new MethodSettings(
                        "m",
                        0,
                        0,
                        Barrier.KEY,
                        Receiver.IGNORE,
                        Storage.AUTO,
                        0,
                        0,
                        true,
                        "",
                        0,
                        Governor.DEFAULT,
                        "",
                        all)
                .encode();
    }

    @SuppressWarnings("unchecked") // a slot that is a latch is a consumer, too
    private static void land(@Nullable Object slot, Object value) {
        assertThat(slot).isInstanceOf(CountDownLatch.class).isInstanceOf(BiConsumer.class);
        BiConsumer<@Nullable Object, @Nullable Object> flight = (BiConsumer<@Nullable Object, @Nullable Object>) slot;
        flight.accept(value, null);
    }

    private void callTwice(List<? extends @Nullable Object> arguments) throws Throwable {
        for (int round = 0; round < 2; round++) {
            for (Object argument : arguments) {
                String expected = argument == null ? "null" : argument.getClass() + ":" + argument;
                assertThat(typed.call(argument)).isEqualTo(expected);
            }
        }
    }

    private static List<String> sameHash(int bits) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 1 << bits; i++) {
            StringBuilder text = new StringBuilder();
            for (int bit = 0; bit < bits; bit++) {
                text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            all.add(text.toString());
        }
        return all;
    }

    private record SameHash(int id) {
        @Override
        public int hashCode() {
            return 42;
        }
    }
}
