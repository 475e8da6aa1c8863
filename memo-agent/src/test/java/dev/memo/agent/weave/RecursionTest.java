// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.agent.weave.fixture.PingPong;
import dev.memo.agent.weave.fixture.SelfCalls;
import dev.memo.agent.weave.fixture.Statics;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Memoized methods that call memoized methods: themselves, others, while being initialized, from two threads. */
class RecursionTest {
    @Test
    void directRecursionRunsTheBodyOnceForEachNumber() {
        Calls calls = new Calls(ClassFiles.woven(SelfCalls.class));
        Runs.reset();

        assertThat(calls.call("fib", 60)).isEqualTo(1548008755920L);
        assertThat(Runs.count()).isEqualTo(61);
    }

    @Test
    void methodThatNeedsItsOwnResultRunsTheOriginal() {
        Calls calls = new Calls(ClassFiles.woven(SelfCalls.class));
        Runs.reset();

        assertThat(calls.call("selfish", 5)).isEqualTo(6);
        assertThat(Runs.count()).isEqualTo(2);
    }

    @Test
    void twoClassesThatCallEachOtherRunEachBodyOnceForEachNumber() {
        Calls calls = new Calls(ClassFiles.woven(PingPong.class));
        Object expected = new Calls(PingPong.class).call("ping", 20);
        Runs.reset();

        assertThat(calls.call("ping", 20)).isEqualTo(expected);
        assertThat(Runs.count()).isLessThanOrEqualTo(2 * 21);
    }

    @Test
    void methodCalledWhileItsClassIsInitializedIsMemoized() throws ReflectiveOperationException {
        Runs.reset();

        Class<?> woven = ClassFiles.woven(Statics.class);

        assertThat(woven.getField("TOTAL").get(null)).isEqualTo(9L + 9 + 9 + 16);
        assertThat(Runs.count()).isEqualTo(2);
    }

    @Test
    void firstCallFromManyThreadsAtOnceLinksAndRunsTheBodyOnce() throws Exception {
        Calls calls = new Calls(ClassFiles.woven(Statics.class));
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<Object> call = () -> {
            start.await();
            return String.valueOf(calls.call("square", 1000L));
        };
        Runs.reset();

        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Object>> results =
                    pool.invokeAll(Stream.generate(() -> call).limit(threads).toList());
            for (Future<Object> result : results) {
                assertThat(result.get()).isEqualTo("1000000");
            }
        } finally {
            pool.shutdown();
        }

        assertThat(Runs.count()).isEqualTo(1);
    }
}
