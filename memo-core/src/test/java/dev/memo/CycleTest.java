// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memoized methods that call one another: nobody ever waits for himself. */
@Timeout(240)
class CycleTest {
    private static final int THREADS = 16;
    private static final List<Barrier> KINDS = List.of(Barrier.KEY, Barrier.METHOD, Barrier.NONE);

    private final Engine engine = new Engine(EngineSettings.defaults());
    private final List<LinkedMethod> ring = new ArrayList<>();
    private final ThreadLocal<Boolean> called = ThreadLocal.withInitial(() -> false);

    @ParameterizedTest
    @EnumSource
    void twoMethodsThatCallEachOtherFromTwoThreadsEnd(Barrier barrier) throws Throwable {
        assertThat(around(2, barrier)).containsExactly(10, 11);
    }

    @ParameterizedTest
    @EnumSource
    void threeMethodsThatCallOneAnotherInACircleEnd(Barrier barrier) throws Throwable {
        assertThat(around(3, barrier)).containsExactly(10, 11, 12);
    }

    @ParameterizedTest
    @EnumSource
    void twentyMethodsThatCallOneAnotherInACircleEnd(Barrier barrier) throws Throwable {
        assertThat(around(20, barrier)).startsWith(10, 11, 12).endsWith(29).hasSize(20);
    }

    @Test
    void twoKeysOfOneMethodThatCallEachOtherFromTwoThreadsEnd() throws Throwable {
        CyclicBarrier both = new CyclicBarrier(2);
        ring.add(LinkedMethod.of(
                engine,
                a -> {
                    if (!called.get()) {
                        called.set(true);
                        Latches.meet(both);
                        assertThat(call(0, 1 - (int) a[0])).isEqualTo("value " + (1 - (int) a[0]));
                    }
                    return "value " + a[0];
                },
                int.class));
        assertThat(Crowd.platform(2, i -> call(0, i)).outcomes()).containsExactly("value 0", "value 1");
        assertThat(ring.get(0).call(0)).isEqualTo("value 0");
        assertThat(ring.get(0).stats().bypasses()).isEqualTo(1);
    }

    @Test
    void twoGatesThatAreEnteredInBothOrdersEnd() throws Throwable {
        CyclicBarrier both = new CyclicBarrier(2);
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            ring.add(LinkedMethod.of(
                    engine,
                    Changed.barrier(Barrier.METHOD),
                    a -> {
                        if ((int) a[0] == 0) {
                            return 1;
                        }
                        Latches.meet(both);
                        return call(other, 0);
                    },
                    int.class));
        }
        assertThat(Crowd.platform(2, i -> call(i, 1)).outcomes()).containsExactly(1, 1);
    }

    @Test
    void aMethodThatCallsItselfWithTheSameKeyRunsTheOriginal() throws Throwable {
        ring.add(LinkedMethod.of(
                engine,
                a -> {
                    if (called.get()) {
                        return "inner";
                    }
                    called.set(true);
                    return "outer of " + call(0, 7);
                },
                int.class));
        assertThat(ring.get(0).call(7)).isEqualTo("outer of inner");
        assertThat(ring.get(0).call(7)).isEqualTo("outer of inner");
        assertThat(ring.get(0).runs()).isEqualTo(2);
    }

    @Test
    void randomGraphsOfCallsEndWithTheRightResults() throws Throwable {
        long seed = Seed.next();
        Random random = new Random(seed);
        long waits = 0;
        long bypasses = 0;
        for (int round = Integer.getInteger("memo.cycle.rounds", 120); round > 0; round--) {
            CallGraph graph = graph(random);
            long walk = random.nextLong();
            Crowd crowd = Crowd.platform(THREADS, i -> graph.walk(new Random(walk + i), 250));
            assertThat(crowd.outcomes()).as("wrong results, seed " + seed).containsOnly(0);
            waits += graph.waits();
            bypasses += graph.bypasses();
        }
        assertThat(waits).isGreaterThan(1_000);
        assertThat(bypasses).isGreaterThan(1_000);
    }

    @Test
    void randomGraphsOfCallsEndOnVirtualThreads() throws Throwable {
        VirtualThreads.assume();
        long seed = Seed.next();
        Random random = new Random(seed);
        for (int round = Integer.getInteger("memo.cycle.rounds", 120) / 4; round > 0; round--) {
            CallGraph graph = graph(random);
            long walk = random.nextLong();
            Crowd crowd = Crowd.virtual(20 * THREADS, i -> graph.walk(new Random(walk + i), 20));
            assertThat(crowd.outcomes()).as("wrong results, seed " + seed).containsOnly(0);
        }
    }

    /** Each thread enters the ring at another method, and goes on to the next one when all are inside. */
    private List<@Nullable Object> around(int size, Barrier barrier) throws Throwable {
        CyclicBarrier all = new CyclicBarrier(size);
        for (int i = 0; i < size; i++) {
            int index = i;
            ring.add(LinkedMethod.of(
                    engine,
                    Changed.barrier(barrier),
                    a -> {
                        if (!called.get()) {
                            called.set(true);
                            Latches.meet(all);
                            int next = (index + 1) % size;
                            assertThat(call(next, 1)).isEqualTo(10 + next);
                        }
                        return 10 + index;
                    },
                    int.class));
        }
        return Crowd.platform(size, i -> call(i, 1)).outcomes();
    }

    private static CallGraph graph(Random random) {
        Barrier[] barriers = new Barrier[1 + random.nextInt(6)];
        for (int i = 0; i < barriers.length; i++) {
            barriers[i] = KINDS.get(random.nextInt(KINDS.size()));
        }
        return CallGraph.random(random, 1 + random.nextInt(12), barriers);
    }

    private @Nullable Object call(int method, int key) {
        try {
            return ring.get(method).call(key);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
