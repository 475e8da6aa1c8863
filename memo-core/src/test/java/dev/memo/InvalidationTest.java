// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Receiver;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedInstanceMethod;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.testkit.CountingLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Forgetting by word, through a method's handle. */
class InvalidationTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final Memo memo = new Memo(engine.service());

    @Test
    void oneKeyIsForgottenAndNoOther() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0] + "," + a[1], long.class, Object.class);
        method.call(1L, "x");
        method.call(1L, "y");
        MemoizedMethodHandle handle = memo.methods().get(0);
        assertThat(handle.invalidate(1L, "x")).isEqualTo(1);
        assertThat(handle.invalidate(1L, "x")).isZero();
        assertThat(handle.invalidate(2L, "x")).isZero();
        method.call(1L, "y");
        assertThat(method.runs()).isEqualTo(2);
        method.call(1L, "x");
        assertThat(method.runs()).isEqualTo(3);
    }

    @Test
    void argumentsAreComparedAsInACall() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> "value", Object.class);
        method.call((Object) new int[] {1, 2});
        method.call((Object) null);
        MemoizedMethodHandle handle = memo.methods().get(0);
        assertThat(handle.invalidate(List.of(1, 2))).isZero();
        assertThat(handle.invalidate((Object) new int[] {1, 2})).isEqualTo(1);
        assertThat(handle.invalidate((Object) null)).isEqualTo(1);
        assertThat(handle.stats().entries()).isZero();
    }

    @Test
    void argumentsOutsideTheKeyDoNotMatter() throws Throwable {
        LinkedMethod first =
                LinkedMethod.of(engine, Tuned.with().keyFunction(First.class), a -> "v", long.class, String.class);
        first.call(1L, "x");
        MemoizedMethodHandle handle = memo.methods().get(0);
        assertThat(handle.invalidate(1L, "anything")).isEqualTo(1);
    }

    @Test
    void allArgumentsMustBeGiven() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> "v", long.class, String.class);
        method.call(1L, "x");
        MemoizedMethodHandle handle = memo.methods().get(0);
        assertThatThrownBy(() -> handle.invalidate(1L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it takes all 2 arguments of the method, found 1.");
    }

    @Test
    void withoutAReceiverEveryReceiversResultIsForgotten() throws Throwable {
        for (Receiver kind : List.of(Receiver.AUTO, Receiver.IDENTITY, Receiver.EQUALS)) {
            LinkedInstanceMethod method = instance(kind);
            List<Object> receivers = receivers();
            callAll(method, receivers);
            MemoizedMethodHandle handle = handle(method);
            assertThat(handle.invalidate(2)).isZero();
            assertThat(handle.invalidate(1)).isEqualTo(receivers.size());
            assertThat(handle.stats().entries()).isEqualTo(receivers.size());
            assertThat(handle.stats().invalidations()).isEqualTo(receivers.size());
        }
    }

    @Test
    void withAReceiverOnlyItsResultIsForgotten() throws Throwable {
        LinkedInstanceMethod method = instance(Receiver.AUTO);
        List<Object> receivers = receivers();
        callAll(method, receivers);
        MemoizedMethodHandle handle = handle(method);
        for (Object receiver : receivers) {
            assertThat(handle.invalidateOn(receiver, 1)).isEqualTo(1);
            assertThat(handle.invalidateOn(receiver, 1)).isZero();
        }
        assertThat(handle.invalidateOn(new ReceiverSamples.Point(1, 1), 7)).isEqualTo(1);
        assertThat(handle.invalidateOn(new ReceiverSamples.Fieldless(), 7)).isEqualTo(1);
        assertThat(handle.invalidateOn(new ReceiverSamples.State(1), 7))
                .as("another instance")
                .isZero();
    }

    @Test
    void anIgnoredReceiverDoesNotMatterHereEither() throws Throwable {
        LinkedInstanceMethod method = instance(Receiver.IGNORE);
        method.call(new ReceiverSamples.State(1), 1);
        assertThat(handle(method).invalidateOn(new ReceiverSamples.State(2), 1)).isEqualTo(1);
    }

    @Test
    void allIsForgottenAtOnceAndStatisticsStay() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0], int.class);
        for (int i = 0; i < 1_000; i++) {
            method.call(i);
        }
        MemoizedMethodHandle handle = memo.methods().get(0);
        handle.invalidateAll();
        assertThat(handle.stats().entries()).isZero();
        assertThat(handle.stats().bytes()).isZero();
        assertThat(handle.stats().invalidations()).isEqualTo(1_000);
        assertThat(handle.stats().loads()).isEqualTo(1_000);
        memo.invalidateAll();
        method.call(1);
        memo.invalidateAll();
        assertThat(memo.stats().entries()).isZero();
        assertThat(memo.stats().invalidations()).isEqualTo(1_001);
    }

    @Test
    void aLoadUnderWayIsFencedOffByKeyAndByAll() throws Throwable {
        fenceOff(handle -> handle.invalidate(1));
        fenceOff(handle -> {
            handle.invalidateAll();
            return 1;
        });
    }

    @Test
    void anEntryWhoseKeyThrowsDoesNotStopTheOthersFromBeingForgotten() throws Throwable {
        LinkedInstanceMethod method =
                LinkedInstanceMethod.of(engine, Tuned.with().receiver(Receiver.IDENTITY), a -> "v", Object.class);
        List<Object> receivers = new ArrayList<>();
        Sour sour = new Sour();
        for (int i = 0; i < 10; i++) {
            receivers.add(new ReceiverSamples.State(i));
            method.call(receivers.get(i), i == 4 ? sour : "key");
        }
        sour.turned = true;
        assertThat(handle(method).invalidate("key"))
                .as("the sour one too: too much is only slow")
                .isEqualTo(10);
        assertThat(receivers).hasSize(10);
    }

    private void fenceOff(Function<MemoizedMethodHandle, Integer> forget) throws Throwable {
        CountDownLatch gate = new CountDownLatch(1);
        CountingLoader<@Nullable Object, Object> loader = CountingLoader.<@Nullable Object, Object>of(
                        key -> new ArrayList<>(List.of("old")))
                .waitingFor(gate);
        Engine own = new Engine(EngineSettings.defaults());
        LinkedMethod method = LinkedMethod.of(own, a -> loader.apply(a[0]), int.class);
        MemoizedMethodHandle handle = new Memo(own.service()).methods().get(0);
        try (Callers callers = new Callers()) {
            Future<@Nullable Object> late = callers.call(method, 1);
            loader.awaitFirstRun();
            assertThat(forget.apply(handle)).isEqualTo(1);
            gate.countDown();
            assertThat(Callers.get(late)).isEqualTo(List.of("old"));
        }
        assertThat(handle.stats().entries()).isZero();
        assertThat(handle.stats().invalidations()).isEqualTo(1);
        method.call(1);
        assertThat(loader.runs(1)).isEqualTo(2);
        assertThat(handle.stats().entries()).isEqualTo(1);
    }

    private static List<Object> receivers() {
        return List.of(
                new ReceiverSamples.State(1), new ReceiverSamples.Point(1, 1), new ReceiverSamples.Fieldless(), "text");
    }

    private static void callAll(LinkedInstanceMethod method, List<Object> receivers) throws Throwable {
        for (Object receiver : receivers) {
            method.call(receiver, 1);
            method.call(receiver, 7);
        }
    }

    private LinkedInstanceMethod instance(Receiver kind) {
        return LinkedInstanceMethod.of(engine, Tuned.with().receiver(kind), a -> a[0] + "/" + a[1], int.class);
    }

    private MemoizedMethodHandle handle(LinkedInstanceMethod method) {
        return memo.methods().stream()
                .filter(handle -> handle.name().equals(method.name()))
                .findFirst()
                .orElseThrow();
    }

    /** The first argument. */
    static final class First implements Function<Object[], Object> {
        @Override
        public Object apply(Object[] arguments) {
            return arguments[0];
        }
    }

    /** Equal by name, until it turns. */
    static final class Sour {
        final Runnable uncopied = () -> {};
        volatile boolean turned;

        @Override
        public boolean equals(@Nullable Object o) {
            if (turned) {
                throw new IllegalStateException("secret");
            }
            return o instanceof Sour;
        }

        @Override
        public int hashCode() {
            return 3;
        }
    }
}
