// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.Memo;
import dev.memo.MemoBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every eviction policy must do, whichever entries it prefers. Extend it and say which one is meant.
 *
 * <p>All of Memo's own pass it. It drives a cache through its public operations, so it sees what users see. Confined to one
 * thread, but for the test of threads.
 */
public abstract class PolicyContract {
    private static final int LIMIT = 40;

    private final FakeTicker ticker = new FakeTicker();

    /** Creates the contract; JUnit does. */
    protected PolicyContract() {}

    /** Returns the settings of a runtime whose policy is the one under test; a new one each time, always alike. */
    protected abstract MemoBuilder runtime();

    @Test
    @Tag("parity-38")
    void asManyAreKeptAsTheLimitAllows() {
        Cache<Integer, String> cache = open(runtime().maxEntries(LIMIT).build());
        for (int key = 0; key < 10 * LIMIT; key++) {
            cache.put(key, "value " + key);
            assertThat(cache.size()).isEqualTo(Math.min(key + 1, LIMIT));
        }
        assertThat(cache.stats().evictions()).isEqualTo(9 * LIMIT);
    }

    @Test
    void whatIsKeptIsWhatWasPut() {
        Cache<Integer, String> cache = open(runtime().maxEntries(LIMIT).build());
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            int key = (int) Math.abs(random.nextGaussian() * LIMIT);
            String found = cache.get(key, k -> "value " + k);
            assertThat(found).isEqualTo("value " + key);
        }
        for (int key : cache.keys()) {
            assertThat(cache.peek(key)).isEqualTo("value " + key);
        }
        assertThat(cache.size()).isEqualTo(LIMIT);
    }

    @Test
    void whatWasRemovedMakesRoomAndIsNotChosenAgain() {
        Cache<Integer, String> cache = open(runtime().maxEntries(LIMIT).build());
        Random random = new Random(2);
        int next = 0;
        for (int round = 0; round < 200; round++) {
            while (cache.size() < LIMIT) {
                cache.put(next++, "value");
            }
            long evicted = cache.stats().evictions();
            List<Integer> keys = cache.keys();
            int gone = random.nextInt(LIMIT);
            cache.removeAll(keys.subList(0, gone));
            for (int i = 0; i < gone; i++) {
                cache.put(next++, "value");
            }
            assertThat(cache.size()).isEqualTo(LIMIT);
            assertThat(cache.stats().evictions()).as("round " + round).isEqualTo(evicted);
        }
    }

    @Test
    void anOverwriteNeedsNoRoom() {
        Cache<Integer, String> cache = open(runtime().maxEntries(LIMIT).build());
        for (int key = 0; key < LIMIT; key++) {
            cache.put(key, "value");
        }
        for (int i = 0; i < 20 * LIMIT; i++) {
            cache.put(i * 7 % LIMIT, "other " + i);
        }
        assertThat(cache.size()).isEqualTo(LIMIT);
        assertThat(cache.stats().evictions()).isZero();
    }

    @Test
    void whatWasReadAndOverwrittenIsThereOnceAndLeavesOnce() {
        Cache<Integer, String> cache = open(runtime().maxEntries(LIMIT).build());
        Random random = new Random(4);
        for (int i = 0; i < 4_000; i++) {
            int key = random.nextInt(2 * LIMIT);
            String before = cache.get(key);
            if (random.nextInt(3) == 0) {
                assertThat(cache.remove(key)).as("step " + i).isEqualTo(before != null);
            } else {
                cache.put(key, before == null ? "value" : "other");
            }
            assertThat(cache.keys()).as("step " + i).hasSize((int) cache.size()).hasSizeLessThanOrEqualTo(LIMIT);
        }
    }

    @Test
    void afterAClearAllStartsAnew() {
        Cache<Integer, String> cache = open(runtime().maxEntries(LIMIT).build());
        for (int key = 0; key < 3 * LIMIT; key++) {
            cache.put(key, "value");
        }
        cache.clear();
        assertThat(cache.size()).isZero();
        long evicted = cache.stats().evictions();
        for (int key = 0; key < LIMIT; key++) {
            cache.put(-key, "value");
        }
        assertThat(cache.size()).isEqualTo(LIMIT);
        assertThat(cache.stats().evictions()).isEqualTo(evicted);
    }

    @Test
    @Tag("parity-27")
    void theLimitInBytesHoldsWhateverTheEntriesWeigh() {
        Memo memo = runtime().maxBytes(1_000).build();
        CacheSettings<Integer, Integer> weighed =
                CacheSettings.<Integer, Integer>of().weigher((key, value) -> value == null ? 0 : value);
        Cache<Integer, Integer> cache = memo.cache("weighed", weighed);
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            cache.put(random.nextInt(200), random.nextInt(300));
            assertThat(cache.weight()).isLessThanOrEqualTo(1_000);
            assertThat(cache.weight())
                    .isEqualTo(cache.peekAll(cache.keys()).values().stream()
                            .mapToLong(each -> each == null ? 0 : each)
                            .sum());
        }
    }

    @Test
    @Tag("parity-39")
    void whatHasEndedGoesBeforeWhatLives() {
        Cache<Integer, String> cache =
                open(runtime().maxEntries(LIMIT).ticker(ticker).build());
        for (int key = 0; key < LIMIT / 2; key++) {
            cache.put(key, "brief", Duration.ofSeconds(1));
            cache.put(-1 - key, "lasting");
        }
        ticker.advance(Duration.ofSeconds(2));
        for (int key = 0; key < LIMIT / 2; key++) {
            cache.put(1_000 + key, "new");
        }
        assertThat(cache.stats().evictions()).isZero();
        for (int key = 0; key < LIMIT / 2; key++) {
            assertThat(cache.peek(-1 - key)).isEqualTo("lasting");
        }
    }

    @Test
    @Tag("parity-37")
    void theSameOperationsLeaveTheSameEntries() {
        assertThat(survivors()).isEqualTo(survivors()).hasSize(LIMIT);
    }

    @Test
    @Tag("parity-52")
    void manyThreadsNeverExceedTheLimit() {
        Cache<Integer, String> cache = open(runtime().maxEntries(LIMIT).build());
        IntStream.range(0, 40_000).parallel().forEach(i -> operate(cache, new Random(i)));
        for (int key = 1_000; key < 1_000 + 2 * LIMIT; key++) {
            cache.put(key, "value");
        }
        assertThat(cache.size()).isEqualTo(LIMIT);
        assertThat(cache.keys()).hasSize(LIMIT);
    }

    private static void operate(Cache<Integer, String> cache, Random random) {
        int key = random.nextInt(3 * LIMIT);
        switch (random.nextInt(10)) {
            case 0 -> cache.remove(key);
            case 1, 2 -> cache.put(key, "value " + key);
            default -> assertThat(cache.get(key, k -> "value " + k)).isEqualTo("value " + key);
        }
        assertThat(cache.size()).isLessThanOrEqualTo(LIMIT);
    }

    private List<Integer> survivors() {
        Cache<Integer, String> cache = open(runtime().maxEntries(LIMIT).build());
        Random random = new Random(4);
        for (int i = 0; i < 3_000; i++) {
            cache.get((int) Math.abs(random.nextGaussian() * 2 * LIMIT), key -> "value");
        }
        return cache.keys().stream().sorted().toList();
    }

    private static Cache<Integer, String> open(Memo memo) {
        return memo.cache("contract");
    }
}
