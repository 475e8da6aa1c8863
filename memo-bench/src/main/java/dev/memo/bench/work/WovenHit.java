// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.work;

import dev.memo.bench.data.HotProducts;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.Cache2kPrices;
import dev.memo.bench.peers.CaffeinePrices;
import dev.memo.bench.peers.EhcachePrices;
import dev.memo.bench.peers.GuavaPrices;
import dev.memo.bench.peers.JcabiPrices;
import dev.memo.bench.peers.JetCachePrices;
import dev.memo.bench.peers.MapPrices;
import dev.memo.bench.peers.MemoPrices;
import dev.memo.bench.peers.SpringPrices;
import org.openjdk.jmh.annotations.Benchmark;

/** A hit of {@code price(long)}, with a ttl: 1,000 keys by Zipf's law. Stateless. */
public class WovenHit {
    @Benchmark
    public Price memo(HotProducts keys) {
        return MemoPrices.price(keys.next());
    }

    @Benchmark
    public Price map(HotProducts keys, MapPrices peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price caffeine(HotProducts keys, CaffeinePrices peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price cache2k(HotProducts keys, Cache2kPrices peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price guava(HotProducts keys, GuavaPrices peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price ehcache(HotProducts keys, EhcachePrices peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price spring(HotProducts keys, SpringPrices peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price springSync(HotProducts keys, SpringPrices peer) {
        return peer.synchronizedPrice(keys.next());
    }

    @Benchmark
    public Price jetcache(HotProducts keys, JetCachePrices peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price jcabi(HotProducts keys, JcabiPrices peer) {
        return peer.price(keys.next());
    }

    /** What drawing a key costs, which is in all figures. */
    @Benchmark
    public long key(HotProducts keys) {
        return keys.next();
    }
}
