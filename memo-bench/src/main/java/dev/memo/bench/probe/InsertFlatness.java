// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import com.github.benmanes.caffeine.cache.Cache;
import dev.memo.bench.data.Keys;
import dev.memo.bench.data.Price;
import dev.memo.bench.direct.MemoPeer;
import dev.memo.bench.peers.CaffeinePrices;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Whether an insert takes longer the more entries there are: 20,000 keys are put into an empty cache, in blocks of 500.
 * Of each block the median over all repetitions counts, so that what stays is the cache's own: its table grows at the
 * same place each time, and the machine stumbles elsewhere. Confined to one thread.
 */
public final class InsertFlatness {
    private static final int KEYS = 20_000;
    private static final int BLOCK = 500;
    private static final int WARMUPS = 60;
    private static final int REPEATS = 41;
    private static final long ROOM = 1_000_000;
    private static final Price PRICE = new Price(1, 1);

    private final Long[] keys = LongStream.of(Keys.products(KEYS)).boxed().toArray(Long[]::new);

    private InsertFlatness() {}

    /**
     * Measures.
     *
     * @param args not used
     */
    public static void main(String[] args) {
        InsertFlatness probe = new InsertFlatness();
        probe.measure("memo", () -> MemoPeer.cache(ROOM)::put);
        probe.measure("caffeine", () -> {
            Cache<Long, Price> cache = CaffeinePrices.cache(ROOM);
            return cache::put;
        });
        probe.measure("map", () -> new ConcurrentHashMap<Long, Price>()::put);
    }

    private void measure(String peer, Supplier<Insert> empty) {
        double[][] nanos = new double[KEYS / BLOCK][REPEATS];
        for (int i = -WARMUPS; i < REPEATS; i++) {
            Insert cache = empty.get();
            for (int block = 0; block < nanos.length; block++) {
                double each = insert(cache, block * BLOCK);
                if (i >= 0) {
                    nanos[block][i] = each;
                }
            }
        }
        double[] blocks =
                Arrays.stream(nanos).mapToDouble(InsertFlatness::median).toArray();
        double most = Arrays.stream(blocks).max().orElseThrow();
        Report.print(peer, "ns", median(blocks));
        Report.print(peer, "largest / median", most / median(blocks));
    }

    private double insert(Insert cache, int from) {
        long began = System.nanoTime();
        for (int i = from; i < from + BLOCK; i++) {
            cache.put(keys[i], PRICE);
        }
        return (double) (System.nanoTime() - began) / BLOCK;
    }

    private static double median(double[] values) {
        return Arrays.stream(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Puts a value. Confined to one thread. */
    @FunctionalInterface
    private interface Insert {
        void put(Long key, Price value);
    }
}
