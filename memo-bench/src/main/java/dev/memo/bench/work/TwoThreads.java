// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.work;

import dev.memo.bench.data.HotProducts;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.Cache2kPrices;
import dev.memo.bench.peers.CaffeinePrices;
import dev.memo.bench.peers.GuavaPrices;
import dev.memo.bench.peers.MapPrices;
import dev.memo.bench.peers.MemoPrices;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Threads;

/** The hits of {@link WovenHit} by two threads at once. Stateless. */
@Threads(2)
public class TwoThreads {
    @Benchmark
    public Price memo(HotProducts keys) {
        return MemoPrices.price(keys.next());
    }

    /** The same by one thread, in the same rounds. */
    @Benchmark
    @Threads(1)
    public Price memoAlone(HotProducts keys) {
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

    /** What drawing a key costs by two threads at once: the machine's own share. */
    @Benchmark
    public long key(HotProducts keys) {
        return keys.next();
    }

    /** The same by one thread. */
    @Benchmark
    @Threads(1)
    public long keyAlone(HotProducts keys) {
        return keys.next();
    }
}
