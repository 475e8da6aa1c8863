// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import com.alicp.jetcache.anno.CacheInvalidate;
import com.alicp.jetcache.anno.CachePenetrationProtect;
import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.anno.Cached;
import dev.memo.bench.peers.Limits;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A bean with methods for JetCache to cache; open, as Spring extends it. Thread-safe. */
class JetCacheBean implements Peer {
    private final Original original;

    JetCacheBean(Original original) {
        this.original = original;
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

    @Override
    @CacheInvalidate(name = "prices")
    public void changed(long product) {
        // JetCache removes it when this has returned.
    }
}
