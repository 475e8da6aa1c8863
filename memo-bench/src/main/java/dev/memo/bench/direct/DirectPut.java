// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.direct;

import org.openjdk.jmh.annotations.Benchmark;

/** A value takes the place of the one that is there, of 100, 1,000 and 10,000. Stateless. */
public class DirectPut {
    @Benchmark
    public void memo(DirectKeys keys, MemoPeer peer) {
        peer.put(keys.next(), keys.price());
    }

    @Benchmark
    public void caffeine(DirectKeys keys, CaffeinePeer peer) {
        peer.put(keys.next(), keys.price());
    }
}
