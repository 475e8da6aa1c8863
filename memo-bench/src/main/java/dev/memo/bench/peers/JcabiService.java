// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import com.jcabi.aspects.Cacheable;
import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Price;
import java.util.concurrent.TimeUnit;

/** A class that AspectJ's compiler weaves jcabi's aspects into; jcabi keys by the receiver too. Thread-safe. */
class JcabiService {
    @Cacheable(lifetime = 10, unit = TimeUnit.MINUTES)
    public Price price(long product) {
        return Backend.price(product);
    }
}
