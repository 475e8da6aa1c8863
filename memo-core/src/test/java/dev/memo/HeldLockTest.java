// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller that holds a lock which the leader needs: without Memo there would be no deadlock, so there is none. */
@Timeout(60)
class HeldLockTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final CountDownLatch led = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);

    @ParameterizedTest
    @EnumSource
    void aWaiterThatHoldsTheLockThatTheLeaderNeedsRunsTheOriginal(Guard.Kind kind) throws Throwable {
        Guard guard = kind.guard();
        LinkedMethod method = LinkedMethod.of(engine, a -> guarded(guard, "value " + a[0]), int.class);
        assertThat(embrace(guard, method, 7).outcomes()).containsExactly("value 7", "value 7");
        assertThat(method.runs()).isEqualTo(2);
        assertThat(method.call(7)).isEqualTo("value 7");
        assertThat(method.stats().bypasses()).isEqualTo(1);
    }

    @Test
    void aWaiterForWhomAnotherKeepsTheTimeIsFoundToo() throws Throwable {
        Guard guard = Guard.Kind.MONITOR.guard();
        LinkedMethod method = LinkedMethod.of(engine, a -> guarded(guard, "value " + a[0]), int.class);
        Crowd leader = Crowd.platform(1, i -> method.call(7));
        Latches.await(led);
        Crowd first = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        Crowd holder = holder(guard, method);
        assertThat(holder.outcomes()).containsExactly("value 7");
        assertThat(leader.outcomes()).containsExactly("value 7");
        assertThat(first.outcomes()).containsExactly("value 7");
        assertThat(method.runs()).isEqualTo(2);
    }

    @Test
    void aWaiterIsFoundWhereTheOneWhoKeptTheTimeHasLeft() throws Throwable {
        Guard guard = Guard.Kind.MONITOR.guard();
        AtomicInteger turn = new AtomicInteger();
        LinkedMethod method = LinkedMethod.of(
                engine, a -> turn.getAndIncrement() == 0 ? guarded(guard, "first run") : "own run", int.class);
        Crowd leader = Crowd.platform(1, i -> method.call(7));
        Latches.await(led);
        Crowd first = Crowd.platform(1, i -> method.call(7)).untilAllWait();
        Crowd holder = Crowd.platform(1, i -> guard.run(() -> call(method, 7))).untilAllWait();
        first.thread(0).interrupt();
        assertThat(first.outcomes()).containsExactly("own run");
        held.countDown();
        assertThat(holder.outcomes()).containsExactly("own run");
        assertThat(leader.outcomes()).containsExactly("first run");
    }

    @Test
    void withoutLookingForHeldLocksTheSameTwoThreadsNeverEnd() throws Throwable {
        Guard guard = Guard.Kind.MONITOR.guard();
        LinkedMethod method = LinkedMethod.of(engine, a -> guarded(guard, "value " + a[0]), int.class);
        Field absent = Class.forName("dev.memo.region.HeldLocks").getDeclaredField("absent");
        absent.setAccessible(true);
        absent.setBoolean(null, true);
        try {
            Crowd crowd = embrace(guard, method, 7);
            assertThat(crowd.endsWithin(2, TimeUnit.SECONDS)).isFalse();
            absent.setBoolean(null, false);
            assertThat(crowd.outcomes()).containsExactly("value 7", "value 7");
        } finally {
            absent.setBoolean(null, false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aVirtualThreadThatHoldsTheLockIsFoundToo(Guard.Kind kind) throws Throwable {
        VirtualThreads.assume();
        Guard guard = kind.guard();
        LinkedMethod method = LinkedMethod.of(engine, a -> guarded(guard, "value " + a[0]), int.class);
        Crowd leader = Crowd.platform(1, i -> method.call(7));
        Latches.await(led);
        Crowd waiter = Crowd.virtual(
                1,
                i -> guard.run(() -> {
                    held.countDown();
                    return call(method, 7);
                }));
        assertThat(waiter.outcomes()).containsExactly("value 7");
        assertThat(leader.outcomes()).containsExactly("value 7");
    }

    @Test
    void aLockOfSomebodyElseWhoGoesOnIsWaitedFor() throws Throwable {
        Guard guard = Guard.Kind.LOCK.guard();
        CountDownLatch release = new CountDownLatch(1);
        LinkedMethod method = LinkedMethod.of(engine, a -> guarded(guard, "value " + a[0]), int.class);
        Crowd owner = Crowd.platform(
                1,
                i -> guard.run(() -> {
                    held.countDown();
                    Latches.await(release);
                    return "owner";
                }));
        Latches.await(held);
        Crowd callers = Crowd.platform(10, i -> method.call(7));
        assertThat(callers.endsWithin(300, TimeUnit.MILLISECONDS)).isFalse();
        release.countDown();
        assertThat(callers.outcomes()).containsOnly("value 7");
        assertThat(owner.outcomes()).containsExactly("owner");
        assertThat(method.runs()).isEqualTo(1);
    }

    @Test
    void aChainOfTwoLocksIsFollowed() throws Throwable {
        Guard first = Guard.Kind.MONITOR.guard();
        Guard second = Guard.Kind.LOCK.guard();
        CountDownLatch secondHeld = new CountDownLatch(1);
        AtomicInteger turn = new AtomicInteger();
        LinkedMethod method = LinkedMethod.of(
                engine, a -> turn.getAndIncrement() == 0 ? guarded(second, "first run") : "second run", int.class);
        Crowd between = Crowd.platform(
                1,
                i -> second.run(() -> {
                    secondHeld.countDown();
                    Latches.await(held);
                    return first.run(() -> "between");
                }));
        Latches.await(secondHeld);
        assertThat(embrace(first, method, 7).outcomes()).containsExactly("first run", "second run");
        assertThat(between.outcomes()).containsExactly("between");
        assertThat(method.call(7)).isEqualTo("first run");
    }

    @Test
    void aChainOfFlightsAndLocksIsFollowed() throws Throwable {
        Guard guard = Guard.Kind.MONITOR.guard();
        LinkedMethod inner = LinkedMethod.of(engine, a -> guarded(guard, "inner " + a[0]), int.class);
        LinkedMethod outer = LinkedMethod.of(engine, a -> "outer of " + call(inner, 7), int.class);
        Crowd leader = Crowd.platform(1, i -> inner.call(7));
        Latches.await(led);
        Crowd middle = Crowd.platform(1, i -> outer.call(7)).untilAllWait();
        Crowd last = holder(guard, outer);
        assertThat(last.outcomes()).containsExactly("outer of inner 7");
        assertThat(middle.outcomes()).containsExactly("outer of inner 7");
        assertThat(leader.outcomes()).containsExactly("inner 7");
    }

    @Test
    void whoHoldsTheLockThatTheOwnerOfAGateNeedsPassesIt() throws Throwable {
        Guard guard = Guard.Kind.MONITOR.guard();
        LinkedMethod method = LinkedMethod.of(
                engine, Changed.barrier(Barrier.METHOD), a -> guarded(guard, "value " + a[0]), int.class);
        assertThat(embrace(guard, method, 8).outcomes()).containsExactly("value 7", "value 8");
        assertThat(method.call(9)).isEqualTo("value 9");
    }

    @Test
    void synchronizedMemoizedMethodsOfOneObjectThatMeetThroughAFlightEnd() throws Throwable {
        Synchronized object = new Synchronized();
        Crowd leader = Crowd.platform(1, i -> object.other.call(1));
        Latches.await(led);
        Crowd caller = Crowd.platform(1, i -> object.first(1));
        assertThat(caller.outcomes()).containsExactly("first of other of second");
        assertThat(leader.outcomes()).containsExactly("other of second");
    }

    /** One thread leads key 7 and needs the guard; another has the guard and calls. */
    private Crowd embrace(Guard guard, LinkedMethod method, int key) {
        return Crowd.platform(2, i -> {
            if (i == 0) {
                return method.call(7);
            }
            Latches.await(led);
            return guard.run(() -> {
                held.countDown();
                return call(method, key);
            });
        });
    }

    /** Calls with the guard held. */
    private Crowd holder(Guard guard, LinkedMethod method) {
        return Crowd.platform(
                1,
                i -> guard.run(() -> {
                    held.countDown();
                    return call(method, 7);
                }));
    }

    private Object guarded(Guard guard, Object value) {
        led.countDown();
        Latches.await(held);
        return guard.run(() -> value);
    }

    private static Object call(LinkedMethod method, int key) {
        try {
            return String.valueOf(method.call(key));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Two synchronized memoized methods, as they look woven, and a third one between them. */
    private final class Synchronized {
        private final LinkedMethod first = LinkedMethod.of(engine, a -> "first of " + between(), int.class);
        private final LinkedMethod second = LinkedMethod.of(engine, a -> "second", int.class);
        private final LinkedMethod other = LinkedMethod.of(
                engine,
                a -> {
                    led.countDown();
                    Latches.await(held);
                    return "other of " + second(1);
                },
                int.class);

        synchronized Object first(int key) {
            return call(first, key);
        }

        synchronized Object second(int key) {
            return call(second, key);
        }

        private Object between() {
            held.countDown();
            return call(other, 1);
        }
    }
}
