// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.MemoCycleException;
import dev.memo.annotation.MemoTimeoutException;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Short waits, short deadlines, slow loads, invalidations and calls in circles, all at once by the real clock: nobody gets
 * what was invalidated before, every lookup is counted once, and nothing is left open.
 */
@Timeout(240)
class WaitingStressTest {
    private static final int THREADS = 8;
    private static final int CALLS = 150;
    private static final int METHODS = 4;
    private static final int KEYS = 3;

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    @Test
    void nobodyGetsAStaleValueAndNothingIsLeftOpen() throws Throwable {
        long seed = Seed.next();
        Random random = new Random(seed);
        long waits = 0;
        for (int round = Integer.getInteger("memo.waiting.rounds", 12); round > 0; round--) {
            Engine engine = new Engine(EngineSettings.defaults());
            World world = new World(engine, random);
            calls.set(0);
            Crowd crowd = Crowd.platform(THREADS, i -> world.walk(i == 0));
            assertThat(crowd.outcomes()).as("stale values, seed " + seed).containsOnly(0);
            assertThat((Object[]) engine.service().apply("flights", new Object[0]))
                    .as("open flights, seed " + seed)
                    .isEmpty();
            assertThat(world.lookups()).as("lookups, seed " + seed).isEqualTo(calls.get());
            waits += world.waits();
        }
        assertThat(waits).isGreaterThan(100);
        assertThat(failures).hasPositiveValue();
    }

    private static Tuned settings(Random random) {
        Tuned tuned = Tuned.with()
                .barrier(random.nextInt(4) == 0 ? Barrier.METHOD : Barrier.KEY)
                .onCycle(random.nextBoolean() ? OnCycle.FAIL : OnCycle.RUN);
        if (random.nextInt(4) != 0) {
            tuned.maxWait(
                    Duration.ofNanos(1 + random.nextInt(2_000_000)),
                    random.nextBoolean() ? OnTimeout.FAIL : OnTimeout.RUN);
        }
        return random.nextInt(3) == 0 ? tuned : tuned.deadline(Duration.ofNanos(1 + random.nextInt(3_000_000)));
    }

    /** Methods whose results are versions of what they read; they call one another. Thread-safe. */
    private final class World {
        private final List<LinkedMethod> methods = new ArrayList<>();
        private final AtomicIntegerArray source = new AtomicIntegerArray(METHODS * KEYS);
        private final AtomicIntegerArray invalidated = new AtomicIntegerArray(METHODS * KEYS);
        private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

        World(Engine engine, Random random) {
            for (int m = 0; m < METHODS; m++) {
                int method = m;
                methods.add(LinkedMethod.of(engine, settings(random), a -> read(method, (int) a[0]), int.class));
            }
        }

        /** Calls at random, or changes what is read and invalidates it; returns how many results were stale. */
        int walk(boolean changes) {
            int stale = 0;
            for (int i = 0; i < CALLS; i++) {
                int method = ThreadLocalRandom.current().nextInt(METHODS);
                int key = ThreadLocalRandom.current().nextInt(KEYS);
                if (changes) {
                    int version = source.incrementAndGet(method * KEYS + key);
                    methods.get(method).invalidate(key);
                    invalidated.set(method * KEYS + key, version);
                    LockSupport.parkNanos(200_000);
                } else {
                    stale += isStale(method, key) ? 1 : 0;
                }
            }
            return stale;
        }

        long lookups() {
            return methods.stream()
                    .map(LinkedMethod::stats)
                    .mapToLong(s -> s.hits() + s.misses() + s.bypasses())
                    .sum();
        }

        long waits() {
            return methods.stream().mapToLong(m -> m.stats().waits()).sum();
        }

        private boolean isStale(int method, int key) {
            int least = invalidated.get(method * KEYS + key);
            calls.incrementAndGet();
            try {
                Object version = methods.get(method).call(key);
                return version == null || (int) version < least;
            } catch (MemoTimeoutException | MemoCycleException e) {
                failures.incrementAndGet();
                return false;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        }

        private Object read(int method, int key) {
            int version = source.get(method * KEYS + key);
            int outer = depth.get();
            if (ThreadLocalRandom.current().nextInt(3) == 0) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(3_000_000));
            }
            if (outer < 2 && ThreadLocalRandom.current().nextInt(3) == 0) {
                depth.set(outer + 1);
                boolean stale = isStale(
                        ThreadLocalRandom.current().nextInt(METHODS),
                        ThreadLocalRandom.current().nextInt(KEYS));
                depth.set(outer);
                return stale ? -1 : version;
            }
            return version;
        }
    }
}
