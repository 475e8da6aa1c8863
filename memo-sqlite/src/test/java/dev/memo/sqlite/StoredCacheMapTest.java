// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.DiskSettings;
import dev.memo.Memo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Conditional changes of what only the store has: they see it, and of several at a time one wins. */
@Timeout(120)
@Tag("parity-42")
class StoredCacheMapTest {
    private static final int THREADS = 4;

    /** No value is small enough for the heap. */
    private static final CacheSettings<Integer, String> STORED_ONLY =
            CacheSettings.<Integer, String>of().store("disk", String.class).maxHeapBytes(1);

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Memo> open = new ArrayList<>();

    @AfterEach
    void closeAll() {
        threads.shutdownNow();
        open.forEach(Memo::closeStores);
    }

    @Test
    void everyConditionSeesWhatOnlyTheStoreHas() {
        Cache<Integer, String> cache = cache(STORED_ONLY);
        ConcurrentMap<Integer, String> map = cache.asMap();
        assertThat(map.putIfAbsent(1, "one")).isNull();
        assertThat(map.putIfAbsent(1, "other")).isEqualTo("one");
        assertThat(map.containsKey(1)).isTrue();
        assertThat(map.replace(1, "two", "three")).isFalse();
        assertThat(map.replace(1, "one", "three")).isTrue();
        assertThat(map.compute(1, (key, value) -> value + "!")).isEqualTo("three!");
        assertThat(map.computeIfPresent(2, (key, value) -> value)).isNull();
        assertThat(map.remove(1, "three")).isFalse();
        assertThat(map.remove(1, "three!")).isTrue();
        assertThat(map.remove(1)).isNull();
        assertThat(cache.add(1, "again")).isTrue();
        assertThat(cache.add(1, "again")).isFalse();
        assertThat(cache.replace(1, "anew")).isTrue();
        assertThat(cache.replace(2, "anew")).isFalse();
        assertThat(cache.invalidateSoftly(2)).isFalse();
        assertThat(cache.invalidateSoftly(1)).isTrue();
        assertThat(cache.contains(1)).isFalse();
        assertThat(cache.stats().entries()).isZero();
        assertThat(cache.stats().loads()).as("a look is no load").isZero();
    }

    @Test
    void ofManyWhoAddOneDoes() throws Exception {
        Cache<Integer, String> cache = cache(STORED_ONLY);
        for (int key = 0; key < 20; key++) {
            int each = key;
            assertThat(together((thread, round) -> cache.add(each, "by " + thread), 1))
                    .isEqualTo(1);
            assertThat(together((thread, round) -> cache.remove(each), 1)).isEqualTo(1);
        }
    }

    @Test
    void noChangeIsLostWhereverTheValueIs() throws Exception {
        Cache<Integer, String> outside = cache(STORED_ONLY);
        Cache<Integer, String> both = cache(CacheSettings.<Integer, String>of().store("disk", String.class));
        for (Cache<Integer, String> cache : List.of(outside, both)) {
            int rounds = 50;
            int counted = together(
                    (thread, round) -> {
                        String after = cache.asMap().merge(1, "1", (old, one) -> "" + (Integer.parseInt(old) + 1));
                        return after != null;
                    },
                    rounds);
            assertThat(counted).isEqualTo(THREADS * rounds);
            assertThat(cache.get(1)).isEqualTo("" + THREADS * rounds);
        }
    }

    /** Runs something on several threads at once, so often on each; returns how often it was true. */
    private int together(BiFunction<Integer, Integer, Boolean> what, int rounds) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            all.add(threads.submit(() -> {
                start.await();
                int done = 0;
                for (int round = 0; round < rounds; round++) {
                    done += what.apply(number, round) ? 1 : 0;
                }
                return done;
            }));
        }
        start.countDown();
        int done = 0;
        for (Future<Integer> each : all) {
            done += each.get();
        }
        return done;
    }

    private Cache<Integer, String> cache(CacheSettings<Integer, String> settings) {
        String name = "numbers " + open.size();
        Memo memo = Memo.builder()
                .store("disk", DiskSettings.at(folder.resolve("values.db")))
                .build();
        open.add(memo);
        return memo.cache(name, settings);
    }
}
