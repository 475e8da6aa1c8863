// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.direct;

import com.github.benmanes.caffeine.cache.Cache;
import dev.memo.bench.data.NewProducts;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.CaffeinePrices;
import dev.memo.bench.peers.Limits;
import java.util.function.BiConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A value is put under a new key, and one of 10,000 is evicted. Stateless. */
public class DirectEvict {
    private static final Price PRICE = new Price(1, 1);

    @Benchmark
    public void memo(NewProducts keys, MemoFull peer) {
        peer.cache.put(keys.next(), PRICE);
    }

    @Benchmark
    public void caffeine(NewProducts keys, CaffeineFull peer) {
        peer.cache.put(keys.next(), PRICE);
    }

    private static void fill(BiConsumer<Long, Price> cache) {
        for (Long key : DirectKeys.boxed(Limits.ENTRIES)) {
            cache.accept(key, PRICE);
        }
    }

    /** Memo, full. Confined to one thread. */
    @State(Scope.Thread)
    public static class MemoFull {
        private final dev.memo.Cache<Long, Price> cache = MemoPeer.cache(Limits.ENTRIES);

        /** Fills it. */
        @Setup
        public void fill() {
            DirectEvict.fill(cache::put);
        }
    }

    /** Caffeine, full. Confined to one thread. */
    @State(Scope.Thread)
    public static class CaffeineFull {
        private final Cache<Long, Price> cache = CaffeinePrices.cache(Limits.ENTRIES);

        /** Fills it. */
        @Setup
        public void fill() {
            DirectEvict.fill(cache::put);
        }
    }
}
