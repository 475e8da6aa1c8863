// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers of cold keys under the barrier {@code KEY}. */
@Timeout(120)
class StampedeTest {
    private static final int CALLERS = 10_000;
    private static final int KEYS = 1_000;

    private final Engine engine = new Engine(EngineSettings.defaults());
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    @Tag("parity-3")
    @Tag("parity-5")
    void tenThousandCallersOnPlatformThreadsLoadOneColdKeyOnce() throws Throwable {
        int threads = 2_000;
        LinkedMethod method = latched();
        Crowd crowd = Crowd.platform(threads, i -> calls(method, CALLERS / threads));
        crowd.untilAllWait();
        release.countDown();
        assertThat(crowd.outcomes()).hasSize(threads).containsOnly(Set.of("value 7"));
        assertThat(method.runs()).isEqualTo(1);
        assertThat(method.stats().loads()).isEqualTo(1);
        assertThat(method.stats().waits()).isEqualTo(threads - 1);
        assertThat(method.stats().misses()).isEqualTo(threads);
        assertThat(method.stats().hits()).isEqualTo(CALLERS - threads);
    }

    @Test
    @Tag("parity-5")
    void tenThousandVirtualThreadsLoadOneColdKeyOnce() throws Throwable {
        VirtualThreads.assume();
        LinkedMethod method = latched();
        Crowd crowd = Crowd.virtual(CALLERS, i -> calls(method, 1));
        crowd.untilAllWait();
        release.countDown();
        assertThat(crowd.outcomes()).hasSize(CALLERS).containsOnly(Set.of("value 7"));
        assertThat(method.runs()).isEqualTo(1);
        assertThat(method.stats().waits()).isEqualTo(CALLERS - 1);
    }

    @Test
    @Tag("parity-5")
    void eightThreadsLoadAThousandKeysOnceEach() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine, a -> "value " + a[0], long.class);
        Crowd crowd = Crowd.platform(8, i -> {
            for (long key = 0; key < KEYS; key++) {
                assertThat(method.call(key)).isEqualTo("value " + key);
            }
            return "done";
        });
        assertThat(crowd.outcomes()).containsOnly("done");
        assertThat(method.runs()).isEqualTo(KEYS);
        assertThat(method.stats().entries()).isEqualTo(KEYS);
    }

    @Test
    @Tag("parity-5")
    void aThousandKeysLoadAtTheSameTimeWithSevenWaitersEach() throws Throwable {
        CyclicBarrier all = new CyclicBarrier(KEYS);
        LinkedMethod method = LinkedMethod.of(
                engine,
                a -> {
                    Latches.meet(all);
                    return "value " + a[0];
                },
                long.class);
        Crowd crowd = Crowd.platform(8 * KEYS, i -> method.call((long) (i % KEYS)));
        List<@Nullable Object> outcomes = crowd.outcomes();
        for (int i = 0; i < outcomes.size(); i++) {
            assertThat(outcomes.get(i)).isEqualTo("value " + i % KEYS);
        }
        assertThat(method.runs()).isEqualTo(KEYS);
    }

    @Test
    @Tag("parity-5")
    void keysThatCollideInTheTableLoadAtTheSameTime() throws Throwable {
        CyclicBarrier both = new CyclicBarrier(2);
        LinkedMethod method = LinkedMethod.of(
                engine,
                a -> {
                    Latches.meet(both);
                    return "value " + a[0];
                },
                String.class);
        Crowd crowd = Crowd.platform(2, i -> method.call(i == 0 ? "Aa" : "BB"));
        assertThat(crowd.outcomes()).containsExactly("value Aa", "value BB");
    }

    @Test
    @Tag("parity-6")
    void aFailureIsSharedByAllWaitersAndTheNextCallerLoadsAgain() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                engine,
                a -> {
                    Latches.await(release);
                    throw new IllegalStateException("down");
                },
                long.class);
        Crowd crowd = Crowd.platform(101, i -> method.call(7L)).untilAllWait();
        release.countDown();
        Set<@Nullable Object> thrown = new HashSet<>(crowd.outcomes());
        assertThat(thrown.size()).isEqualTo(1);
        assertThat(thrown).hasOnlyElementsOfType(IllegalStateException.class);
        assertThat(method.runs()).isEqualTo(1);
        assertThat(method.stats().entries()).isZero();
        Crowd next = Crowd.platform(1, i -> method.call(7L));
        assertThat(next.outcomes())
                .hasOnlyElementsOfType(IllegalStateException.class)
                .doesNotContainAnyElementsOf(thrown);
        assertThat(method.runs()).isEqualTo(2);
    }

    @Test
    void valuesThatCannotBeKeptHangNobody() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                engine,
                a -> {
                    Latches.await(release);
                    return Thread.currentThread();
                },
                long.class);
        Crowd crowd = Crowd.platform(100, i -> method.call(7L) == Thread.currentThread())
                .untilAllWait();
        release.countDown();
        assertThat(crowd.outcomes()).containsOnly(true);
        assertThat(method.runs()).isEqualTo(100);
        assertThat(method.stats().entries()).isZero();
    }

    @Test
    void oneValueThatCannotBeKeptLeavesTheBarrierOfOtherKeysUp() throws Throwable {
        LinkedMethod method = LinkedMethod.of(
                engine,
                a -> {
                    if ((long) a[0] == 0) {
                        return Thread.currentThread();
                    }
                    Latches.await(release);
                    return "value " + a[0];
                },
                long.class);
        method.call(1L - 1);
        Crowd crowd = Crowd.platform(100, i -> method.call(7L)).untilAllWait();
        release.countDown();
        assertThat(crowd.outcomes()).containsOnly("value 7");
        assertThat(method.runs()).isEqualTo(2);
    }

    private LinkedMethod latched() {
        return LinkedMethod.of(
                engine,
                a -> {
                    Latches.await(release);
                    return "value " + a[0];
                },
                long.class);
    }

    private static Set<Object> calls(LinkedMethod method, int times) throws Throwable {
        Set<Object> results = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < times; i++) {
            Object result = method.call(7L);
            assertThat(result).isNotNull();
            results.add(String.valueOf(result));
        }
        return results;
    }
}
