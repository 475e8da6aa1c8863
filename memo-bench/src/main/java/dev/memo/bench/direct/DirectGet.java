// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.direct;

import dev.memo.bench.data.Price;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/** A value that is there is read, of 100, 1,000 and 10,000. Stateless. */
public class DirectGet {
    @Benchmark
    public @Nullable Price memo(DirectKeys keys, MemoPeer peer) {
        return peer.get(keys.next());
    }

    @Benchmark
    public @Nullable Price caffeine(DirectKeys keys, CaffeinePeer peer) {
        return peer.get(keys.next());
    }
}
