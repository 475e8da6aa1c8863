// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Storage;
import dev.memo.spi.RemovalCause;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing is lost and nothing is told twice: each value that came in is there, or its listener has heard of its end once. */
@Tag("parity-41")
@Tag("parity-52")
class CacheConservationTest {
    private static final int THREADS = 8;
    private static final int OPERATIONS = 20_000;
    private static final int KEYS = 300;
    private static final int MAX_ENTRIES = 120;

    private final FakeTicker ticker = new FakeTicker();
    private final AtomicLong values = new AtomicLong(1_000); // above those that are boxed once for all
    private final Set<Long> came = ConcurrentHashMap.newKeySet();
    private final Map<Long, AtomicInteger> left = new ConcurrentHashMap<>();
    private final Map<RemovalCause, AtomicInteger> causes = new ConcurrentHashMap<>();
    private final Set<Long> wrongKeys = ConcurrentHashMap.newKeySet();
    private final Cache<Integer, Long> cache = Memo.builder()
            .ticker(ticker)
            .build()
            .cache(
                    "conserving",
                    CacheSettings.<Integer, Long>of()
                            .storage(Storage.SHARED)
                            .maxEntries(MAX_ENTRIES)
                            .ttl(Duration.ofNanos(1_500))
                            .removalListener((key, value, cause) -> {
                                long of = value == null ? -1 : value;
                                left.computeIfAbsent(of, absent -> new AtomicInteger())
                                        .incrementAndGet();
                                causes.computeIfAbsent(cause, absent -> new AtomicInteger())
                                        .incrementAndGet();
                                if (of % KEYS != key) {
                                    wrongKeys.add(of);
                                }
                            }));

    @Test
    void everyValueIsThereOrWasToldOfOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        long seed = Seed.next();
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(seed + thread);
            all.add(pool.submit(() -> {
                for (int i = 0; i < OPERATIONS; i++) {
                    operate(random, random.nextInt(KEYS));
                    ticker.advance(Duration.ofNanos(1));
                }
            }));
        }
        for (Future<?> each : all) {
            assertThat(each.get()).isNull();
        }
        pool.shutdown();
        assertConserved();
        cache.close();
        assertConserved();
        assertThat(cache.size()).isZero();
        assertThat(causes).containsOnlyKeys(RemovalCause.values());
    }

    private void operate(Random random, int key) {
        int kind = random.nextInt(1_000);
        if (kind < 300) {
            Long value = cache.get(key);
            assertThat(value == null || value % KEYS == key).isTrue();
        } else if (kind < 500) {
            long value = fresh(key);
            came.add(value);
            cache.put(key, value);
        } else if (kind < 600) {
            cache.asMap().computeIfPresent(key, (same, old) -> fresh(key)); // a value that is made may not come in
        } else if (kind < 700) {
            load(random, key);
        } else if (kind < 800) {
            long value = fresh(key);
            if (kind % 2 == 0 ? cache.add(key, value) : cache.replace(key, value)) {
                came.add(value);
            }
        } else if (kind < 990) {
            assertThat(cache.remove(key)).isIn(true, false);
        } else {
            rare(kind);
        }
    }

    private void load(Random random, int key) {
        boolean fails = random.nextInt(4) == 0;
        try {
            assertThat(cache.get(key, same -> {
                        if (fails) {
                            throw new IllegalStateException("boom");
                        }
                        return fresh(key);
                    }))
                    .isNotNull();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("boom");
        }
    }

    private void rare(int kind) {
        switch (kind) {
            case 990 -> cache.clear();
            case 991 -> cache.cleanUp();
            case 992 -> assertThat(cache.keys()).doesNotHaveDuplicates();
            default -> assertThat(cache.size()).isLessThanOrEqualTo(MAX_ENTRIES);
        }
    }

    /** Returns a value that belongs to the key and that nobody else has. */
    private long fresh(int key) {
        return values.incrementAndGet() * KEYS + key;
    }

    private void assertConserved() {
        Set<Long> present = Set.copyOf(cache.peekAll(cache.keys()).values());
        assertThat(wrongKeys).isEmpty();
        assertThat(left.values()).allMatch(times -> times.get() == 1);
        assertThat(present).noneMatch(left::containsKey);
        Set<Long> lost = came.stream()
                .filter(value -> !left.containsKey(value) && !present.contains(value))
                .collect(Collectors.toSet());
        assertThat(lost)
                .hasSizeLessThanOrEqualTo((int) cache.size() - present.size()); // those that have ended, and are there
        assertThat(cache.stats().puts()).isEqualTo(left.size() + cache.size());
    }
}
