// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import com.alicp.jetcache.Cache;
import com.alicp.jetcache.CacheLoader;
import com.alicp.jetcache.anno.CacheInvalidate;
import com.alicp.jetcache.anno.CachePenetrationProtect;
import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.anno.Cached;
import com.alicp.jetcache.embedded.CaffeineCacheBuilder;
import com.alicp.jetcache.support.Fastjson2KeyConvertor;
import dev.memo.bench.peers.Limits;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A bean with methods for JetCache to cache; open, as Spring extends it. Thread-safe. */
class JetCacheBean implements Peer {
    private final Original original;
    private final Cache<Long, String> many;

    JetCacheBean(Original original) {
        this.original = original;
        this.many = many(original);
    }

    @Override
    @Cached(
            name = "prices",
            cacheType = CacheType.LOCAL,
            expire = 10,
            timeUnit = TimeUnit.MINUTES,
            localLimit = Limits.ENTRIES)
    @CachePenetrationProtect(timeout = WAIT_SECONDS)
    public String price(long product) {
        return original.load(product);
    }

    @Override
    @Cached(
            name = "bounded",
            cacheType = CacheType.LOCAL,
            expire = 10,
            timeUnit = TimeUnit.MINUTES,
            localLimit = Limits.ENTRIES)
    @CachePenetrationProtect(timeout = WAIT_SECONDS)
    public String bounded(long product) {
        return original.load(product);
    }

    @Override
    public CompletableFuture<String> later(long product) {
        throw new LacksException("its annotations know no futures");
    }

    /** Its annotations cache a collection as one key; this is what it has for many. */
    private static Cache<Long, String> many(Original original) {
        CaffeineCacheBuilder.CaffeineCacheBuilderImpl builder = CaffeineCacheBuilder.createCaffeineCacheBuilder()
                .keyConvertor(Fastjson2KeyConvertor.INSTANCE)
                .expireAfterWrite(10, TimeUnit.MINUTES)
                .limit(Limits.ENTRIES)
                .cachePenetrateProtect(true)
                .loader(new Loader(original));
        builder.getConfig().setPenetrationProtectTimeout(Duration.ofSeconds(WAIT_SECONDS));
        return builder.buildCache();
    }

    @Override
    public Map<Long, String> prices(Collection<Long> products) {
        return many.getAll(new LinkedHashSet<>(products));
    }

    @Override
    @CacheInvalidate(name = "prices")
    public void changed(long product) {
        boolean unused = many.remove(product); // from the other one JetCache removes it when this has returned
    }

    /** Has the original loaded for many keys, or for one. Thread-safe. */
    private record Loader(Original original) implements CacheLoader<Long, String> {
        @Override
        public String load(Long product) {
            return Objects.requireNonNull(loadAll(Set.of(product)).get(product));
        }

        @Override
        public Map<Long, String> loadAll(Set<Long> products) {
            return original.loadAll(products);
        }
    }
}
