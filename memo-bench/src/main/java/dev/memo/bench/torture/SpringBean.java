// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/** A bean with methods for Spring to cache; open, as Spring extends it. Thread-safe. */
class SpringBean implements Peer {
    private final Original original;

    SpringBean(Original original) {
        this.original = original;
    }

    @Override
    @Cacheable(cacheNames = "prices", sync = true)
    public String price(long product) {
        return original.load(product);
    }

    @Override
    @Cacheable(cacheNames = "bounded", sync = true)
    public String bounded(long product) {
        return original.load(product);
    }

    @Override
    @Cacheable(cacheNames = "later", cacheManager = "asyncCaches", sync = true)
    public CompletableFuture<String> later(long product) {
        return original.loadLater(product);
    }

    @Override
    public Map<Long, String> prices(Collection<Long> products) {
        throw new LacksException("it caches a collection as one key");
    }

    @Override
    @CacheEvict(cacheNames = "prices")
    public void changed(long product) {
        // Spring evicts when this has returned.
    }
}
