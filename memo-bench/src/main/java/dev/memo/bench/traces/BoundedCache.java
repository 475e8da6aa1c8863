// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.traces;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memo.Cache;
import dev.memo.Memo;
import org.cache2k.Cache2kBuilder;

/** A cache of at most so many entries, that is asked for one key after the other. Confined to one thread. */
@FunctionalInterface
interface BoundedCache {
    /** Asks for a key, stores it if it is not there, and returns whether it was. */
    boolean ask(int key);

    /** Memo's direct cache, on its real engine. */
    static BoundedCache memo(String policy, int capacity) {
        Cache<Integer, Boolean> cache =
                Memo.builder().maxEntries(capacity).policy(policy).build().cache("trace");
        return key -> {
            boolean[] loaded = new boolean[1];
            cache.get(key, k -> loaded[0] = true);
            return !loaded[0];
        };
    }

    /** Caffeine, all of whose work is done before the next key. */
    static BoundedCache caffeine(int capacity) {
        com.github.benmanes.caffeine.cache.Cache<Integer, Boolean> cache = Caffeine.newBuilder()
                .maximumSize(capacity)
                .executor(Runnable::run)
                .build();
        return key -> {
            boolean hit = cache.getIfPresent(key) != null;
            if (!hit) {
                cache.put(key, true);
            }
            cache.cleanUp();
            return hit;
        };
    }

    /** The same for cache2k. */
    static BoundedCache cache2k(int capacity) {
        org.cache2k.Cache<Integer, Boolean> cache = Cache2kBuilder.of(Integer.class, Boolean.class)
                .entryCapacity(capacity)
                .strictEviction(true)
                .eternal(true)
                .executor(Runnable::run)
                .build();
        return key -> {
            boolean hit = cache.peek(key) != null;
            if (!hit) {
                cache.put(key, true);
            }
            return hit;
        };
    }
}
