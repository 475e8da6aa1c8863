// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.anno.Cached;
import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Price;
import java.util.concurrent.TimeUnit;

/** A bean with a method for JetCache to cache; open, as Spring extends it. Thread-safe. */
class JetCacheService {
    @Cached(
            name = "prices",
            cacheType = CacheType.LOCAL,
            expire = 10,
            timeUnit = TimeUnit.MINUTES,
            localLimit = Limits.ENTRIES)
    public Price price(long product) {
        return Backend.price(product);
    }
}
