// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.method.Invalidation;
import dev.memo.method.MethodRef;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a woven method that changes things makes others forget, and when. */
class InvalidatingMethodTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final LinkedMethod read = LinkedMethod.of(engine, a -> "value of " + a[0], long.class);

    @Test
    void beforeTheBodyTheResultIsForgottenAtOnce() throws Throwable {
        read.call(1L);
        read.call(2L);
        MethodHandle write = invalidating(true, false, 0);
        assertThat(write.invokeWithArguments(1L, "new")).isNull();
        assertForgottenIs(1L);
    }

    @Test
    void afterTheBodyTheResultIsForgottenOnceItReturned() throws Throwable {
        read.call(1L);
        read.call(2L);
        MethodHandle write = invalidating(false, false, 0);
        BiConsumer<@Nullable Object, @Nullable Object> pending = pending(write.invokeWithArguments(1L, "new"));
        assertThat(read.stats().entries()).isEqualTo(2);
        pending.accept(null, null);
        assertForgottenIs(1L);
        pending.accept(null, null);
        assertThat(read.stats().invalidations()).as("only once").isEqualTo(1);
    }

    @Test
    void afterAnExceptionNothingIsForgotten() throws Throwable {
        read.call(1L);
        MethodHandle write = invalidating(false, false, 0);
        BiConsumer<@Nullable Object, @Nullable Object> pending = pending(write.invokeWithArguments(1L, "new"));
        pending.accept(null, new IllegalStateException("boom"));
        pending.accept(null, null);
        assertThat(read.stats().entries()).isEqualTo(1);
        assertThat(read.stats().invalidations()).isZero();
    }

    @Test
    void allResultsAreForgottenWhereTheMethodSaysSo() throws Throwable {
        for (long i = 0; i < 10; i++) {
            read.call(i);
        }
        assertThat(invalidating(true, true).invokeWithArguments(1L, "new")).isNull();
        assertThat(read.stats().entries()).isZero();
        read.call(1L);
        pending(invalidating(false, true).invokeWithArguments(1L, "new")).accept(null, null);
        assertThat(read.stats().entries()).isZero();
    }

    /** The result that is forgotten is that of the arguments as they came, not as the body left them. */
    @Test
    void argumentsThatTheBodyChangesAreTakenAsTheyWere() throws Throwable {
        LinkedMethod sizes = LinkedMethod.of(engine, a -> ((List<?>) nonNull(a[0])).size(), Object.class);
        sizes.call(List.of("a"));
        sizes.call(List.of("a", "b"));
        MethodType type = MethodType.methodType(Object.class, Object.class);
        MethodHandle write =
                link(type, "(Ljava/util/List;)V", new Invalidation(ref(sizes), false, false, false, at(0)));
        List<String> argument = new ArrayList<>(List.of("a"));
        BiConsumer<@Nullable Object, @Nullable Object> pending = pending(write.invokeWithArguments((Object) argument));
        argument.add("b");
        pending.accept(null, null);
        assertThat(sizes.invalidate(List.of("a", "b"))).isEqualTo(1);
        assertThat(sizes.invalidate(List.of("a"))).isZero();
    }

    @Test
    void aMethodThatWasNeverCalledIsNothingToForget() throws Throwable {
        MethodType type = MethodType.methodType(Object.class, long.class);
        MethodRef unknown = new MethodRef("test.Nowhere", "none", "(J)Ljava/lang/Object;");
        MethodHandle write = link(type, "(J)V", new Invalidation(unknown, false, true, false, at(0)));
        assertThat(write.invokeWithArguments(1L)).isNull();
    }

    /** Too much is only slow. */
    @Test
    void aKeyThatCannotBeMadeForgetsAll() throws Throwable {
        LinkedMethod any = LinkedMethod.of(engine, a -> "v", Object.class);
        any.call("a");
        any.call("b");
        MethodType type = MethodType.methodType(Object.class, Object.class);
        for (boolean before : new boolean[] {true, false}) {
            Invalidation one = new Invalidation(ref(any), false, before, false, at(0));
            Object slot = link(type, "(Ljava/lang/Object;)V", one).invokeWithArguments(new Thrower());
            if (!before) {
                pending(slot).accept(null, null);
            }
            assertThat(any.stats().entries()).isZero();
            any.call("a");
        }
    }

    /** Copying the arguments runs their equality, which is the application's. */
    @Test
    void anErrorOfAnArgumentDoesNotReachTheCaller() throws Throwable {
        MethodType type = MethodType.methodType(Object.class, Object.class);
        LinkedMethod any = LinkedMethod.of(engine, a -> "v", Object.class);
        any.call("a");
        Invalidation one = new Invalidation(ref(any), false, false, false, at(0));
        MethodHandle write = link(type, "(Ljava/lang/Object;)V", one);
        Failing element = new Failing();
        Object argument = new HashSet<>(List.of(element));
        element.turned = true;
        pending(write.invokeWithArguments(argument)).accept(null, null);
        assertThat(any.stats().entries()).isZero();
    }

    private void assertForgottenIs(long key) throws Throwable {
        assertThat(read.stats().entries()).isEqualTo(1);
        assertThat(read.invalidate(key)).isZero();
        assertThat(read.stats().invalidations()).isEqualTo(1);
    }

    private MethodHandle invalidating(boolean before, boolean all, Integer... arguments) throws Throwable {
        MethodType type = MethodType.methodType(Object.class, long.class, String.class);
        return link(type, "(JLjava/lang/String;)V", new Invalidation(ref(read), all, before, false, at(arguments)));
    }

    private MethodHandle link(MethodType type, String descriptor, Invalidation one) throws Throwable {
        return (MethodHandle) engine.linker()
                .invokeWithArguments(
                        MethodHandles.lookup(),
                        "invalidate",
                        type,
                        "write",
                        descriptor,
                        Invalidation.encode(List.of(one)));
    }

    private static MethodRef ref(LinkedMethod method) {
        return ((Site) method.site()).method();
    }

    private static List<Integer> at(Integer... arguments) {
        return List.of(arguments);
    }

    @SuppressWarnings("unchecked") // a slot that is a latch is a consumer, too
    private static BiConsumer<@Nullable Object, @Nullable Object> pending(@Nullable Object slot) {
        assertThat(slot).isInstanceOf(CountDownLatch.class).isInstanceOf(BiConsumer.class);
        return (BiConsumer<@Nullable Object, @Nullable Object>) nonNull(slot);
    }

    private static Object nonNull(@Nullable Object value) {
        return java.util.Objects.requireNonNull(value);
    }

    /** Has no hash. */
    static final class Thrower {
        @Override
        public boolean equals(@Nullable Object o) {
            return this == o;
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("secret");
        }
    }

    /** Fails an assertion once it has turned. */
    static final class Failing {
        boolean turned;

        @Override
        public boolean equals(@Nullable Object o) {
            return this == o;
        }

        @Override
        public int hashCode() {
            if (turned) {
                throw new AssertionError("secret");
            }
            return 1;
        }
    }
}
