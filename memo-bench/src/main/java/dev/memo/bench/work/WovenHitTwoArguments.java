// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.work;

import dev.memo.bench.data.HotPairs;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.Cache2kPrices;
import dev.memo.bench.peers.CaffeinePrices;
import dev.memo.bench.peers.GuavaPrices;
import dev.memo.bench.peers.MapPrices;
import dev.memo.bench.peers.MemoPrices;
import org.openjdk.jmh.annotations.Benchmark;

/** A hit of {@code price(long, String)}, with a ttl: 4,000 keys by Zipf's law; peers make a record of them. Stateless. */
public class WovenHitTwoArguments {
    @Benchmark
    public Price memo(HotPairs keys) {
        int at = keys.next();
        return MemoPrices.priceIn(keys.product(at), keys.currency(at));
    }

    @Benchmark
    public Price map(HotPairs keys, MapPrices peer) {
        int at = keys.next();
        return peer.priceIn(keys.product(at), keys.currency(at));
    }

    @Benchmark
    public Price caffeine(HotPairs keys, CaffeinePrices peer) {
        int at = keys.next();
        return peer.priceIn(keys.product(at), keys.currency(at));
    }

    @Benchmark
    public Price cache2k(HotPairs keys, Cache2kPrices peer) {
        int at = keys.next();
        return peer.priceIn(keys.product(at), keys.currency(at));
    }

    @Benchmark
    public Price guava(HotPairs keys, GuavaPrices peer) {
        int at = keys.next();
        return peer.priceIn(keys.product(at), keys.currency(at));
    }
}
