// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.work;

import dev.memo.bench.data.Price;
import dev.memo.bench.peers.CaffeinePrices;
import dev.memo.bench.peers.MemoPrices;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A hit of a method without arguments, beside the read of a volatile field. Thread-safe. */
@State(Scope.Benchmark)
public class NoArguments {
    private volatile Price last = new Price(1, 1);

    @Benchmark
    public Price memo() {
        return MemoPrices.base();
    }

    @Benchmark
    public Price volatileRead() {
        return last;
    }

    /** By hand one takes a constant key. */
    @Benchmark
    public Price caffeine(CaffeinePrices peer) {
        return peer.price(1);
    }
}
