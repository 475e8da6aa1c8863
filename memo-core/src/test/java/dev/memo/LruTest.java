// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memo.annotation.Barrier;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import dev.memo.link.LinkedMethod;
import dev.memo.link.Tuned;
import dev.memo.region.Eviction;
import dev.memo.spi.Ticker;
import dev.memo.testkit.FakeTicker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes when a limit is reached: what was used least recently, exactly. */
class LruTest {
    private static final long PLENTY = 1L << 40;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aMethodsEntryLimitKeepsTheMostRecentlyUsed(long seed) throws Throwable {
        Random random = seeded(seed);
        for (int limit : new int[] {1, 2, 7, 64}) {
            Engine engine = engine(PLENTY, 0);
            LinkedMethod method = LinkedMethod.of(engine, Tuned.with().maxEntries(limit), a -> a[0], int.class);
            LruModel model = new LruModel(limit, Long.MAX_VALUE);
            for (int i = 0; i < 4_000; i++) {
                int key = (int) Math.abs(random.nextGaussian() * limit);
                call(model, method, 0, key, 1);
            }
            assertThat(method.stats().entries()).isEqualTo(model.size());
            assertThat(method.stats().evictions()).isEqualTo(model.evictions()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    @Tag("parity-32")
    void theRuntimesEntryLimitKeepsTheMostRecentlyUsedOfAllMethods(long seed) throws Throwable {
        Random random = seeded(seed);
        Engine engine = engine(PLENTY, 50);
        List<LinkedMethod> methods = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            methods.add(LinkedMethod.of(engine, a -> a[0], int.class));
        }
        LruModel model = new LruModel(50, Long.MAX_VALUE);
        for (int i = 0; i < 20_000; i++) {
            int number = random.nextInt(5);
            int key = random.nextInt(20);
            if (random.nextInt(10) == 0) {
                boolean dropped = methods.get(number).invalidate(key) > 0;
                assertThat(dropped).isEqualTo(model.remove(number, key));
            } else {
                call(model, methods.get(number), number, key, 1);
            }
        }
        assertThat(methods.stream().mapToLong(m -> m.stats().entries()).sum()).isEqualTo(model.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    @Tag("parity-27")
    void theByteLimitsKeepTheMostRecentlyUsed(long seed) throws Throwable {
        Random random = seeded(seed);
        long entry = weightOfEmpty();
        LruModel model = new LruModel(35, 60 * entry);
        Engine engine = engine(60 * entry, 35);
        LinkedMethod method = LinkedMethod.of(engine, a -> "x".repeat((int) a[0]), int.class);
        for (int i = 0; i < 20_000; i++) {
            int size = random.nextInt((int) entry * 2);
            call(model, method, 0, size, entry + size);
            assertThat(method.stats().bytes()).isEqualTo(model.bytes()).isLessThanOrEqualTo(60 * entry);
        }
        assertThat(method.stats().entries()).isEqualTo(model.size());
        assertThat(method.stats().evictions()).isEqualTo(model.evictions()).isPositive();
    }

    /** Hits of many threads at once leave some order; from a quiet moment on, it is exact again. */
    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    void theOrderIsExactOnceAHammerRests(long seed) throws Throwable {
        Engine engine = engine(PLENTY, 200);
        LinkedMethod first = LinkedMethod.of(engine, a -> a[0], int.class);
        LinkedMethod second = LinkedMethod.of(engine, a -> a[0], int.class);
        hammer(seed, first, second);
        assertThat(first.stats().entries() + second.stats().entries()).isEqualTo(200);
        LruModel model = new LruModel(200, Long.MAX_VALUE);
        List<LinkedMethod> methods = List.of(first, second);
        for (int key = 0; key < 100; key++) {
            for (int number = 0; number < 2; number++) {
                methods.get(number).call(key);
                model.call(number, key, 1);
            }
        }
        Random random = seeded(seed);
        for (int i = 0; i < 10_000; i++) {
            int number = random.nextInt(2);
            call(model, methods.get(number), number, random.nextInt(150), 1);
        }
    }

    /** The clock stands still: times are equal, and what was first goes first. */
    @Test
    @Tag("parity-37")
    void equalTimesAreBrokenByTheOrderOfInsertion() throws Throwable {
        Engine engine = new Engine(settings(PLENTY, 10, new FakeTicker()));
        LinkedMethod method = LinkedMethod.of(engine, a -> a[0], int.class);
        for (int key = 0; key < 100; key++) {
            method.call(key);
            assertThat(method.invalidate(key - 10)).isZero();
            assertThat(method.stats().entries()).isEqualTo(Math.min(key + 1, 10));
        }
        for (int key = 90; key < 100; key++) {
            assertThat(method.invalidate(key)).isEqualTo(1);
        }
    }

    @Test
    @Tag("parity-32")
    void anOverwriteCountsAsAUse() throws Throwable {
        Engine engine = engine(PLENTY, 2);
        boolean[] inside = new boolean[1];
        LinkedMethod[] self = new LinkedMethod[1];
        self[0] = LinkedMethod.of(
                engine,
                Tuned.with().barrier(Barrier.NONE),
                a -> {
                    if ((int) a[0] == 1 && !inside[0]) {
                        inside[0] = true;
                        quietly(self[0], 1);
                        quietly(self[0], 2);
                    }
                    return a[0];
                },
                int.class);
        self[0].call(1);
        assertThat(self[0].stats().puts()).isEqualTo(3);
        self[0].call(3);
        assertThat(self[0].invalidate(2)).isZero();
        assertThat(self[0].invalidate(1)).isEqualTo(1);
    }

    @Test
    @Tag("parity-26")
    void withoutAnEntryLimitAllIsKeptAndALimitBelowOneIsRefused() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine(PLENTY, 0), a -> a[0], int.class);
        for (int i = 0; i < 20_000; i++) {
            method.call(i);
        }
        assertThat(method.stats().entries()).isEqualTo(20_000);
        assertThatThrownBy(() -> Memo.builder().maxEntries(-1).maxBytes(0).build())
                .isInstanceOf(MemoConfigurationException.class)
                .hasMessageContaining("maxEntries must be at least 1, was -1.")
                .hasMessageContaining("maxBytes must be at least 1, was 0.");
    }

    private static void call(LruModel model, LinkedMethod method, int number, int key, long weight) throws Throwable {
        int runs = method.runs();
        method.call(key);
        assertThat(method.runs() - runs).isEqualTo(model.call(number, key, weight) ? 0 : 1);
    }

    private static void hammer(long seed, LinkedMethod... methods) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            Random random = new Random(seed * 31 + thread);
            done.add(pool.submit(() -> {
                for (int i = 0; i < 20_000; i++) {
                    quietly(methods[random.nextInt(methods.length)], random.nextInt(300));
                }
            }));
        }
        for (Future<?> each : done) {
            assertThat(each.get()).isNull();
        }
        pool.shutdown();
    }

    private static void quietly(LinkedMethod method, int key) {
        try {
            assertThat(method.call(key)).isEqualTo(key);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static Engine engine(long maxBytes, long maxEntries) {
        return new Engine(settings(maxBytes, maxEntries, null));
    }

    private static EngineSettings settings(long maxBytes, long maxEntries, @Nullable Ticker ticker) {
        Eviction lru = new Eviction("lru", 0, List.of());
        return EngineSettings.builder()
                .maxBytes(maxBytes)
                .maxEntries(maxEntries)
                .ticker(ticker)
                .codec(new LengthCodec())
                .eviction(lru)
                .build();
    }

    private static long weightOfEmpty() throws Throwable {
        LinkedMethod method = LinkedMethod.of(engine(PLENTY, 0), a -> "", int.class);
        method.call(0);
        return method.stats().bytes();
    }

    private static Random seeded(long seed) {
        System.out.println("LruTest seed " + seed);
        return new Random(seed);
    }
}
