// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.function.Function;

/** Who is played against, in the order of the page. Immutable. */
public enum Contestant {
    /** Woven where the JVM has the agent; only so, since a class that is not woven caches nothing. */
    MEMO(
            "Memo",
            "woven by the agent, `@Cached(ttl = \"10m\")`, with `each = true` for many keys, with `maxWait = \"1s\"` for the hung leader and for the price"
                    + " in the small pool, and with `@Invalidates`",
            MemoMethods::new),
    SPRING(
            "Spring `@Cacheable(sync = true)`",
            "over Caffeine, with `@CacheEvict`; a second cache manager, in async cache mode, for futures",
            SpringMethods::over),
    CAFFEINE(
            "Caffeine `get(key, loader)`",
            "with `invalidate(key)`, and `getAll(keys, loader)` for many keys; an `AsyncCache` for futures",
            CaffeineMethods::new),
    CAFFEINE_FUTURES(
            "Caffeine `AsyncCache`, completed by its callers",
            "as Caffeine's FAQ advises against recursive updates; where a caller may wait only so long it loads for"
                    + " itself after 1 s, which the FAQ does not have; `getAll(keys, loader)` for many keys",
            CaffeineFutures::new),
    JETCACHE(
            "JetCache `@CachePenetrationProtect`",
            "`@Cached` in memory, over Caffeine, `timeout = 1` (second) in all scenarios, with `@CacheInvalidate`;"
                    + " for many keys `getAll` of a cache with the same settings and a loader, since its annotations know none",
            JetCacheMethods::over);

    /** The name on the page. */
    public final String title;

    /** How it is used. */
    public final String setUp;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a constructor or a factory: it has no state
    private final Function<Original, Peer> opening;

    Contestant(String title, String setUp, Function<Original, Peer> opening) {
        this.title = title;
        this.setUp = setUp;
        this.opening = opening;
    }

    /** Makes its cached methods around the original. */
    Function<Original, Peer> opening() {
        return opening;
    }
}
