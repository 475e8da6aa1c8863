// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.work;

import dev.memo.bench.data.NewProducts;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.Cache2kPrices;
import dev.memo.bench.peers.CaffeineOfCaller;
import dev.memo.bench.peers.CaffeinePrices;
import dev.memo.bench.peers.GuavaPrices;
import dev.memo.bench.peers.MemoPrices;
import org.openjdk.jmh.annotations.Benchmark;

/** Each call misses, loads, stores, and evicts an entry of 10,000. Stateless. */
public class MissStoreEvict {
    @Benchmark
    public Price memo(NewProducts keys) {
        return MemoPrices.price(keys.next());
    }

    @Benchmark
    public Price memoLru(NewProducts keys) {
        return MemoPrices.priceByRecency(keys.next());
    }

    @Benchmark
    public Price caffeine(NewProducts keys, CaffeinePrices peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price caffeineCaller(NewProducts keys, CaffeineOfCaller peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price cache2k(NewProducts keys, Cache2kPrices peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price guava(NewProducts keys, GuavaPrices peer) {
        return peer.price(keys.next());
    }
}
