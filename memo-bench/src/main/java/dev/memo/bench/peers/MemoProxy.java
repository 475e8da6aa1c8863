// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.peers;

import dev.memo.Memo;
import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Price;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A proxy over an interface, in a runtime of its own. Thread-safe. */
@State(Scope.Benchmark)
public class MemoProxy {
    private final PriceService service = Memo.create().proxy(PriceService.class, Backend::price);

    /** Returns a product's price. */
    public Price price(long product) {
        return service.price(product);
    }
}
