// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.direct;

import org.openjdk.jmh.annotations.Benchmark;

/** A value is removed and put back, of 100, 1,000 and 10,000. Stateless. */
public class DirectRemove {
    @Benchmark
    public boolean memo(DirectKeys keys, MemoPeer peer) {
        Long key = keys.next();
        boolean removed = peer.remove(key);
        peer.put(key, keys.price());
        return removed;
    }

    @Benchmark
    public boolean caffeine(DirectKeys keys, CaffeinePeer peer) {
        Long key = keys.next();
        boolean removed = peer.remove(key);
        peer.put(key, keys.price());
        return removed;
    }
}
