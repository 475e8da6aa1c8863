// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.direct;

import dev.memo.bench.data.Price;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** Of 100 calls 70 read, 20 put and 10 remove, on 100, 1,000 and 10,000 keys. Stateless. */
public class DirectMix {
    @Benchmark
    public @Nullable Price memo(DirectKeys keys, Operations operations, MemoPeer peer) {
        return operations.run(keys, peer);
    }

    @Benchmark
    public @Nullable Price caffeine(DirectKeys keys, Operations operations, CaffeinePeer peer) {
        return operations.run(keys, peer);
    }
}
