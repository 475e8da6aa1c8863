// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import dev.memo.bench.data.Price;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The {@code @Cacheable} of jcabi-aspects, which knows a ttl but no limit of entries. Thread-safe. */
@State(Scope.Benchmark)
public class JcabiPrices {
    private final JcabiService service = new JcabiService();

    /** Returns a product's price. */
    public Price price(long product) {
        return service.price(product);
    }
}
