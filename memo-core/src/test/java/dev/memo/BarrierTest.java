// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers under the barriers {@code METHOD} and {@code NONE}. */
@Timeout(60)
class BarrierTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final AtomicInteger inside = new AtomicInteger();

    @Test
    void theMethodBarrierAdmitsOneLoadAtATime() throws Throwable {
        AtomicInteger most = new AtomicInteger();
        LinkedMethod method = LinkedMethod.of(
                engine,
                Changed.barrier(Barrier.METHOD),
                a -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                    return a[0];
                },
                int.class);
        Crowd crowd = Crowd.platform(16, i -> {
            for (int n = 0; n < 400; n++) {
                int key = (n + 25 * i) % 400;
                assertThat(method.call(key)).isEqualTo(key);
            }
            return "done";
        });
        assertThat(crowd.outcomes()).containsOnly("done");
        assertThat(most).hasValue(1);
        assertThat(method.runs()).isEqualTo(400);
    }

    @Test
    void theOwnerOfTheMethodBarrierMayRecurse() throws Throwable {
        List<LinkedMethod> self = new ArrayList<>();
        LinkedMethod method =
                LinkedMethod.of(engine, Changed.barrier(Barrier.METHOD), a -> sumTo((int) a[0], self), int.class);
        self.add(method);
        assertThat(method.call(60)).isEqualTo(1830);
        assertThat(method.runs()).isEqualTo(61);
        method.invalidate(60);
        Crowd crowd = Crowd.platform(8, i -> method.call(90 - i));
        assertThat(crowd.outcomes()).containsExactly(4095, 4005, 3916, 3828, 3741, 3655, 3570, 3486);
    }

    @Test
    void aFailureOpensTheMethodBarrierAgain() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                engine,
                Changed.barrier(Barrier.METHOD),
                a -> {
                    throw new IllegalStateException("down");
                },
                int.class);
        Crowd crowd = Crowd.platform(50, method::call);
        assertThat(crowd.outcomes()).hasOnlyElementsOfType(IllegalStateException.class);
        assertThat(method.runs()).isEqualTo(50);
        assertThat(Crowd.platform(1, i -> method.call(-1)).outcomes())
                .hasOnlyElementsOfType(IllegalStateException.class);
    }

    @Test
    void withoutABarrierEveryCallerLoadsAndTheLastValuePublishedStays() throws Throwable {
        int callers = 16;
        CyclicBarrier all = new CyclicBarrier(callers);
        AtomicInteger numbers = new AtomicInteger();
        LinkedMethod method = LinkedMethod.of(
                engine,
                Changed.barrier(Barrier.NONE),
                a -> {
                    Latches.meet(all);
                    return numbers.incrementAndGet();
                },
                long.class);
        Crowd crowd = Crowd.platform(callers, i -> method.call(7L));
        Set<@Nullable Object> results = new HashSet<>(crowd.outcomes());
        assertThat(results).hasSize(callers);
        assertThat(method.runs()).isEqualTo(callers);
        Object kept = method.call(7L);
        assertThat(results).contains(kept);
        assertThat(Crowd.platform(callers, i -> method.call(7L)).outcomes()).containsOnly(kept);
        assertThat(method.runs()).isEqualTo(callers);
        assertThat(method.stats().entries()).isEqualTo(1);
    }

    @Test
    void withoutABarrierTheLastOneToReturnWins() throws Throwable {
        CountDownLatch early = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        AtomicInteger turn = new AtomicInteger();
        LinkedMethod method = LinkedMethod.of(
                engine,
                Changed.barrier(Barrier.NONE),
                a -> {
                    boolean first = turn.getAndIncrement() == 0;
                    Latches.await(first ? late : early);
                    return first ? "late" : "early";
                },
                long.class);
        Crowd slow = Crowd.platform(1, i -> method.call(7L)).untilAllWait();
        Crowd quick = Crowd.platform(1, i -> method.call(7L)).untilAllWait();
        early.countDown();
        assertThat(quick.outcomes()).containsExactly("early");
        assertThat(method.call(7L)).isEqualTo("early");
        late.countDown();
        assertThat(slow.outcomes()).containsExactly("late");
        assertThat(method.call(7L)).isEqualTo("late");
        assertThat(method.stats().entries()).isEqualTo(1);
    }

    private static int sumTo(int n, List<LinkedMethod> self) {
        if (n == 0) {
            return 0;
        }
        try {
            return self.get(0).call(n - 1) instanceof Integer rest ? n + rest : -1;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
