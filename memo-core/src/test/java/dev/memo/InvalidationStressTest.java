// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writers that change a source of growing numbers and invalidate, readers that call: no call that begins after an
 * invalidation returned sees a number from before. {@code -Dmemo.stress.updates=n} makes it longer.
 */
@Timeout(120)
@SuppressWarnings("ThreadPriorityCheck") // yields, so that few processors come to as many schedules
class InvalidationStressTest {
    private static final int KEYS = 4;
    private static final int READERS = 4;

    private final AtomicIntegerArray source = new AtomicIntegerArray(KEYS);
    private final AtomicIntegerArray floor = new AtomicIntegerArray(KEYS);
    private final AtomicBoolean over = new AtomicBoolean();
    private final long seed = Seed.next();

    @ParameterizedTest
    @EnumSource
    void noCallSeesWhatWasInvalidatedBeforeItBegan(Barrier barrier) throws Throwable {
        assertThat(stale(new Memoized(new Engine(EngineSettings.defaults()), barrier)))
                .as("stale reads, seed " + seed)
                .isZero();
    }

    @Test
    void noCallSeesWhatWasInvalidatedWhileEntriesAreEvicted() throws Throwable {
        Engine engine = new Engine(
                EngineSettings.builder().maxBytes(1 << 20).maxEntries(2).build());
        assertThat(stale(new Memoized(engine, Barrier.KEY)))
                .as("stale reads, seed " + seed)
                .isZero();
    }

    @Test
    void aCacheWithoutTokensIsCaught() throws Throwable {
        assertThat(stale(new Racy())).isPositive();
    }

    private int stale(Cache cache) throws InterruptedException {
        Crowd readers = Crowd.platform(READERS, i -> read(cache, new Random(seed + i)));
        Crowd writers = Crowd.platform(KEYS, key -> write(cache, key, new Random(seed - key)));
        int stale = sum(writers);
        over.set(true);
        return stale + sum(readers);
    }

    private int write(Cache cache, int key, Random random) throws Throwable {
        int stale = 0;
        for (int n = 1; n <= Integer.getInteger("memo.stress.updates", 5_000); n++) {
            cache.update(key, n, random.nextInt(3));
            floor.set(key, n);
            if (random.nextBoolean()) {
                stale += cache.call(key) < n ? 1 : 0;
            } else {
                Thread.yield();
            }
        }
        return stale;
    }

    private int read(Cache cache, Random random) throws Throwable {
        int stale = 0;
        while (!over.get()) {
            int key = random.nextInt(KEYS);
            int least = floor.get(key);
            stale += cache.call(key) < least ? 1 : 0;
        }
        return stale;
    }

    private int original(int key) {
        int number = source.get(key);
        Thread.yield();
        return number;
    }

    private static int sum(Crowd crowd) throws InterruptedException {
        int sum = 0;
        for (Object outcome : crowd.outcomes()) {
            assertThat(outcome).isInstanceOf(Integer.class);
            sum += outcome instanceof Integer number ? number : 0;
        }
        return sum;
    }

    /** What is stressed. Thread-safe. */
    private interface Cache {
        int call(int key) throws Throwable;

        /** Changes the source and invalidates, in one of three ways. */
        void update(int key, int number, int way) throws Throwable;
    }

    /** The real thing. */
    private final class Memoized implements Cache {
        private final Engine engine;
        private final LinkedMethod method;
        private final InvalidatingMethod put;

        Memoized(Engine engine, Barrier barrier) throws Throwable {
            this.engine = engine;
            this.method = LinkedMethod.of(engine, Changed.barrier(barrier), a -> original((int) a[0]), int.class);
            this.put = new InvalidatingMethod(engine, method, false, false);
        }

        @Override
        public int call(int key) throws Throwable {
            return method.call(key) instanceof Integer number ? number : -1;
        }

        @Override
        public void update(int key, int number, int way) throws Throwable {
            if (way == 0) {
                put.put(key, () -> source.set(key, number));
                return;
            }
            source.set(key, number);
            if (way == 1) {
                method.invalidate(key);
            } else {
                InvalidatingMethod.invalidateAll(engine, method);
            }
        }
    }

    /** The canary: what was loaded before an invalidation is kept after it. */
    private final class Racy implements Cache {
        private final AtomicIntegerArray kept = new AtomicIntegerArray(KEYS);

        @Override
        public int call(int key) {
            int known = kept.get(key);
            if (known == 0) {
                known = original(key);
                kept.set(key, known);
            }
            return known;
        }

        @Override
        public void update(int key, int number, int way) {
            source.set(key, number);
            kept.set(key, 0);
        }
    }
}
