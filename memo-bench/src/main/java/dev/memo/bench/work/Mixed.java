// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.work;

import dev.memo.bench.data.MostlyHotProducts;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.Cache2kPrices;
import dev.memo.bench.peers.CaffeineOfCaller;
import dev.memo.bench.peers.CaffeinePrices;
import dev.memo.bench.peers.GuavaPrices;
import dev.memo.bench.peers.MemoPrices;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

/** 95 hits and 5 misses in 100 calls, by two threads, with room for 10,000 entries. Stateless. */
@Threads(2)
public class Mixed {
    @Benchmark
    public Price memo(MostlyHotProducts keys) {
        return MemoPrices.price(keys.next());
    }

    @Benchmark
    public Price caffeine(MostlyHotProducts keys, CaffeinePrices peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price caffeineCaller(MostlyHotProducts keys, CaffeineOfCaller peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price cache2k(MostlyHotProducts keys, Cache2kPrices peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price guava(MostlyHotProducts keys, GuavaPrices peer) {
        return peer.price(keys.next());
    }
}
