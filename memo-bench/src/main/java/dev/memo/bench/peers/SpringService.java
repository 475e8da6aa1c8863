// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Price;
import org.springframework.cache.annotation.Cacheable;

/** A bean with methods for Spring to cache; open, as Spring extends it. Thread-safe. */
class SpringService {
    @Cacheable("prices")
    public Price price(long product) {
        return Backend.price(product);
    }

    @Cacheable(cacheNames = "synchronized", sync = true)
    public Price synchronizedPrice(long product) {
        return Backend.price(product);
    }
}
