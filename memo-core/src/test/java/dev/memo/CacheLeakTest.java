// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Storage;
import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A runtime that nobody refers to goes, with its caches; a facade that goes takes its caches out of a longer-lived engine. */
class CacheLeakTest {
    private static final int BUDGET = 1_000_000;

    @Test
    void aCollectedRuntimeLeavesNothing() {
        assertThat(fill(Memo.create())).allMatch(Eventually::collected);
    }

    @Test
    void aCacheKeepsItsRuntimeAndIsKeptByIt() {
        Cache<String, Object> cache = Memo.create().cache("kept");
        cache.put("k", 1);
        Memo memo = Memo.create();
        memo.cache("by name").put("k", 2);
        System.gc();
        assertThat(cache.get("k")).isEqualTo(1);
        assertThat(memo.cache("by name").get("k")).isEqualTo(2);
    }

    @Test
    void anEngineGetsBackWhatTheCachesOfACollectedFacadeHeld() {
        Engine engine = new Engine(EngineSettings.builder().maxBytes(BUDGET).build());
        assertThat(fill(new Memo(engine.service()))).allMatch(Eventually::collected);
        Cache<Integer, String> next = new Memo(engine.service()).cache("next");
        assertThat(Eventually.holdsAfterCollections(() -> keepsAll(next))).isTrue();
    }

    @Test
    void aClosedCacheIsHeldByNobody() {
        Memo memo = Memo.create();
        WeakReference<Object> cache = openAndClose(memo);
        assertThat(Eventually.collected(cache)).isTrue();
        assertThat(memo.caches()).isEmpty();
    }

    private static WeakReference<Object> openAndClose(Memo memo) {
        Cache<String, String> cache = memo.cache("closed");
        cache.put("k", "v");
        cache.close();
        return new WeakReference<>(cache);
    }

    private static boolean keepsAll(Cache<Integer, String> cache) {
        cache.clear();
        long evicted = cache.stats().evictions();
        for (int i = 0; i < 90; i++) {
            cache.put(i, "x".repeat(10_000));
        }
        return cache.stats().evictions() == evicted && cache.size() == 90;
    }

    /** Uses a cache and a function in all ways that might keep something, and says what must not be kept. */
    private static List<WeakReference<Object>> fill(Memo memo) {
        List<WeakReference<Object>> left = new ArrayList<>();
        Object value = new byte[BUDGET / 3];
        CacheSettings<Object, Object> settings = CacheSettings.of()
                .ttl(Duration.ofHours(1))
                .storage(Storage.SHARED)
                .removalListener((key, old, cause) -> left.add(new WeakReference<>(cause)));
        Cache<String, Object> cache = memo.cache("filled", settings);
        cache.put("k", value);
        Function<String, Object> function = memo.memoize("function", settings, key -> new Object());
        left.add(new WeakReference<>(function.apply("k")));
        left.add(new WeakReference<>(function));
        left.add(new WeakReference<>(cache));
        left.add(new WeakReference<>(value));
        left.add(new WeakReference<>(memo));
        assertThat(memo.stats().entries()).isEqualTo(2);
        return left;
    }
}
