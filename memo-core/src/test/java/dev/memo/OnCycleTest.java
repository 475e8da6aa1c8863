// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.MemoCycleException;
import dev.memo.annotation.OnCycle;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.method.MethodSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waits that would close a circle, where that is to fail: who fails, and what it is told. */
@Timeout(60)
class OnCycleTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final List<LinkedMethod> ring = new ArrayList<>();
    private final ThreadLocal<Boolean> called = ThreadLocal.withInitial(() -> false);

    @Test
    void theWaitThatWouldCloseTheCircleFailsWithTheMethodsOfIt() throws Throwable {
        List<@Nullable Object> outcomes = around(3, Barrier.KEY);
        assertThat(outcomes).allMatch(outcome -> outcome instanceof MemoCycleException);
        MemoCycleException thrown = (MemoCycleException) outcomes.get(0);
        assertThat(outcomes).as("the loads of the others fail with it").allMatch(outcome -> outcome == thrown);
        assertThat(thrown.methods()).containsExactlyInAnyOrder("m0", "m1", "m2");
        List<String> twice = new ArrayList<>(thrown.methods());
        twice.addAll(thrown.methods());
        assertThat(String.join("", twice)).as("in the order of the calls").contains("m0m1m2");
        assertThat(thrown)
                .hasMessage(
                        "Loads would wait for one another in a circle, found " + String.join(" -> ", thrown.methods())
                                + " -> " + thrown.methods().get(0)
                                + ". Let one of them not call the next, or choose onCycle = RUN.");
    }

    @Test
    void aCircleThroughTheGatesOfMethodsFailsToo() throws Throwable {
        CyclicBarrier both = new CyclicBarrier(2);
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            ring.add(LinkedMethod.of(
                    engine,
                    failing(i, Barrier.METHOD),
                    a -> {
                        if ((int) a[0] == 1) {
                            Latches.meet(both);
                            return call(other, 0);
                        }
                        return "inner";
                    },
                    int.class));
        }
        assertThat(Crowd.platform(2, i -> call(i, 1)).outcomes())
                .satisfiesExactlyInAnyOrder(
                        outcome -> assertThat(outcome).isInstanceOf(MemoCycleException.class),
                        outcome -> assertThat(outcome).isEqualTo("inner"));
        assertThat(call(0, 0)).isEqualTo("inner");
        assertThat(call(1, 0)).isEqualTo("inner");
    }

    @Test
    void aCircleThroughALockOfTheApplicationsFailsToo() throws Throwable {
        Guard guard = Guard.Kind.MONITOR.guard();
        CountDownLatch led = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        ring.add(LinkedMethod.of(
                engine,
                failing(0, Barrier.KEY),
                a -> {
                    led.countDown();
                    Latches.await(held);
                    return guard.run(() -> "value");
                },
                int.class));
        Crowd leader = Crowd.platform(1, i -> call(0, 7));
        Latches.await(led);
        Crowd waiter = Crowd.platform(
                1,
                i -> guard.run(() -> {
                    held.countDown();
                    return call(0, 7);
                }));
        assertThat(waiter.outcomes())
                .first()
                .isInstanceOfSatisfying(
                        MemoCycleException.class, e -> assertThat(e.methods()).containsExactly("m0"));
        assertThat(leader.outcomes()).containsExactly("value");
    }

    @Test
    void aMethodThatCallsItselfWithTheSameKeyStillRuns() throws Throwable {
        ring.add(LinkedMethod.of(
                engine,
                failing(0, Barrier.KEY),
                a -> {
                    if (called.get()) {
                        return "inner";
                    }
                    called.set(true);
                    return "outer of " + call(0, 7);
                },
                int.class));
        assertThat(call(0, 7)).isEqualTo("outer of inner");
    }

    @Test
    void aFailedLookupIsCountedOnce() throws Throwable {
        around(2, Barrier.KEY);
        long lookups = 0;
        for (LinkedMethod method : ring) {
            lookups += method.stats().hits()
                    + method.stats().misses()
                    + method.stats().bypasses();
        }
        assertThat(lookups).isEqualTo(4);
    }

    /** Each thread enters the ring at another method, and goes on to the next one when all are inside. */
    private List<@Nullable Object> around(int size, Barrier barrier) throws Throwable {
        CyclicBarrier all = new CyclicBarrier(size);
        for (int i = 0; i < size; i++) {
            int index = i;
            ring.add(LinkedMethod.of(
                    engine,
                    failing(i, barrier),
                    a -> {
                        if (!called.get()) {
                            called.set(true);
                            Latches.meet(all);
                            return call((index + 1) % size, 1);
                        }
                        return "inner";
                    },
                    int.class));
        }
        return Crowd.platform(size, i -> call(i, 1)).outcomes();
    }

    private static UnaryOperator<MethodSettings> failing(int index, Barrier barrier) {
        Tuned tuned = Tuned.with().barrier(barrier).onCycle(OnCycle.FAIL);
        return settings -> tuned.apply(Named.settings(settings, "m" + index));
    }

    private Object call(int method, int key) {
        try {
            return String.valueOf(ring.get(method).call(key));
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Settings under another name. Stateless. */
    private static final class Named {
        private Named() {}

        static MethodSettings settings(MethodSettings s, String name) {
            return new MethodSettings(
                    name,
                    s.ttlNanos(),
                    s.idleNanos(),
                    s.barrier(),
                    s.receiver(),
                    s.storage(),
                    s.maxEntries(),
                    s.maxBytes(),
                    s.cacheNull(),
                    s.policy(),
                    s.jitter(),
                    s.governor(),
                    s.keyFunction(),
                    s.keyParameters());
        }
    }
}
