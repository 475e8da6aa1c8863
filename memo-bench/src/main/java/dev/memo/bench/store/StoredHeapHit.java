// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.store;

import dev.memo.bench.data.HotProducts;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.MemoPrices;
import org.openjdk.jmh.annotations.Benchmark;

/** A hit in the heap of a method that has a store too, beside one that has none. Stateless. */
public class StoredHeapHit {
    @Benchmark
    public Price memo(HotProducts keys) {
        return MemoPrices.price(keys.next());
    }

    @Benchmark
    public Price memoStored(HotProducts keys) {
        return StoredPrices.price(keys.next());
    }
}
