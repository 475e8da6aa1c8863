// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.work;

import static java.util.Objects.requireNonNull;

import dev.memo.bench.data.Backend;
import dev.memo.bench.data.Keys;
import dev.memo.bench.data.Price;
import dev.memo.bench.data.Settled;
import dev.memo.bench.peers.MapPrices;
import dev.memo.bench.peers.MemoPrices;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A hit among a thousand and a million entries: the memory's own cost shows in the bare map. Stateless. */
public class HitAtMillion {
    @Benchmark
    public Price memo(MemoFilled filled) {
        return MemoPrices.unbounded(filled.next());
    }

    @Benchmark
    public Price map(MapFilled filled) {
        return filled.prices.price(filled.next());
    }

    /** Keys drawn before, so many that a million are seen. Confined to one thread. */
    @State(Scope.Thread)
    public abstract static class Drawn {
        private static final int DRAWS = 1 << 21;

        @Param({"1000", "1000000"})
        private int entries;

        @Param({"zipf", "uniform"})
        private String law = "";

        private long[] drawn = {};
        private int next;

        /** Draws, and fills the cache. */
        @Setup
        public void fill() {
            long[] products = Keys.products(entries);
            callAll(products);
            long before = Backend.loads();
            callAll(products);
            if (Backend.loads() != before) {
                throw new IllegalStateException("not all of " + entries + " entries were kept");
            }
            int[] indexes = law.equals("zipf") ? Keys.zipf(DRAWS, entries) : Keys.uniform(DRAWS, entries);
            drawn = Keys.pick(products, indexes);
            Settled.heap();
        }

        /** Returns the next key. */
        public long next() {
            return drawn[next++ & (DRAWS - 1)];
        }

        abstract Price price(long product);

        private void callAll(long[] products) {
            for (long product : products) {
                requireNonNull(price(product));
            }
        }
    }

    /** Memo, with all entries. Confined to one thread. */
    public static class MemoFilled extends Drawn {
        @Override
        Price price(long product) {
            return MemoPrices.unbounded(product);
        }
    }

    /** A bare map, with all entries. Confined to one thread. */
    public static class MapFilled extends Drawn {
        private final MapPrices prices = new MapPrices();

        @Override
        Price price(long product) {
            return prices.price(product);
        }
    }
}
