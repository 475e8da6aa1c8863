// SPDX-License-Identifier: Apache-2.0
package dev.memo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.codec.Shapes.Line;
import dev.memo.codec.Shapes.Pair;
import dev.memo.spi.CodecException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Kryo instances are used by one thread at a time, and none is waited for. Starts threads of its own. */
class KryoPoolTest {
    private static final int THREADS = 8;

    private final ClassLoader loader = KryoPoolTest.class.getClassLoader();
    private final KryoPool pool = new KryoPool(instances());

    private Supplier<PooledKryo> instances() {
        ClassNumbers numbers = new ClassNumbers(loader);
        Verdicts verdicts = new Verdicts();
        return () -> new PooledKryo(new MemoKryo(loader, verdicts, numbers));
    }

    @Test
    void instanceReturnedIsClaimedAgain() {
        PooledKryo first = pool.claim();
        pool.release(first);

        assertThat(pool.claim()).isSameAs(first);
    }

    @Test
    void instanceThatKnowsUnverifiedClassesIsNotKept() {
        PooledKryo kryo = pool.claim();
        assertThat(kryo.count(new Line("a", 1))).isPositive();
        pool.release(kryo);

        assertThat(pool.idleCount()).isZero();
    }

    @Test
    void instancesClaimedAtOnceAreDifferent() {
        Set<PooledKryo> claimed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 100; i++) {
            claimed.add(pool.claim());
        }
        assertThat(claimed).hasSize(100);

        claimed.forEach(pool::release);
        assertThat(pool.idleCount()).isLessThanOrEqualTo(64);
    }

    @Test
    void eightThreadsShareOneCodec() throws Exception {
        KryoCodec codec = new KryoCodec(loader);
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int seed = t;
                Callable<Integer> work = () -> {
                    start.await();
                    return roundTrips(codec, seed);
                };
                results.add(threads.submit(work));
            }
            start.countDown();
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(2_000);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int roundTrips(KryoCodec codec, int seed) {
        int equal = 0;
        for (int i = 0; i < 2_000; i++) {
            List<Object> value = new ArrayList<>();
            for (int j = 0; j < i % 20; j++) {
                value.add(j % 2 == 0 ? new Line("a" + seed, j) : new Pair<>(seed + j, "b" + i));
            }
            equal += value.equals(codec.decode(codec.encode(value))) ? 1 : 0;
        }
        return equal;
    }

    @Test
    void instanceThatThrewIsNotUsedAgain() {
        KryoCodec codec = new KryoCodec(loader);
        for (int i = 0; i < 50; i++) {
            int n = i;
            assertThatThrownBy(() -> codec.encode(new ArrayList<>(List.of(new Line("a", n), Thread.currentThread()))))
                    .isInstanceOf(CodecException.class);
            assertThat(codec.decode(codec.encode(new Line("b", n)))).isEqualTo(new Line("b", n));
        }
    }

    @Test
    void valueWhoseOwnCodeUsesTheCodecIsCopied() {
        KryoCodec codec = Nested.CODEC;

        assertThat(codec.decode(codec.encode(new Nested("a")))).isEqualTo(new Nested("a"));
    }

    record Nested(String text) {
        private static final KryoCodec CODEC = new KryoCodec(Nested.class.getClassLoader());

        Nested {
            text = (String) CODEC.decode(CODEC.encode(text));
        }
    }
}
