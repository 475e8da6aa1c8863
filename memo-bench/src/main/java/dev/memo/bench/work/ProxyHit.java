// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.work;

import dev.memo.bench.data.HotProducts;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.CaffeinePrices;
import dev.memo.bench.peers.MemoProxy;
import org.openjdk.jmh.annotations.Benchmark;

/** A hit of {@code price(long)} through a proxy over an interface, in a JVM without the agent. Stateless. */
public class ProxyHit {
    @Benchmark
    public Price memo(HotProducts keys, MemoProxy peer) {
        return peer.price(keys.next());
    }

    @Benchmark
    public Price caffeine(HotProducts keys, CaffeinePrices peer) {
        return peer.price(keys.next());
    }
}
