// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memo.Memo;
import dev.memo.bench.data.Keys;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.Cache2kPrices;
import dev.memo.bench.peers.GuavaPrices;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.openjdk.jol.info.GraphStats;

/**
 * How many bytes of heap an entry takes, key included: the size of all that is reachable from a cache with 100,000
 * entries, less that of the same cache with one, by JOL. All entries have the same value, which so counts for nothing.
 * Confined to one thread.
 */
public final class BytesPerEntry {
    private static final int ENTRIES = 100_000;
    private static final long ROOM = 1_000_000;
    private static final Price PRICE = new Price(1, 1);

    private BytesPerEntry() {}

    /**
     * Measures.
     *
     * @param args how often, which is not used as it comes out the same each time; {@code quick} for those alone that
     *     the targets are about
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        memo("memo", service -> service::price);
        Cache<Long, Price> caffeine = caffeine();
        measure("caffeine", () -> new Object[] {caffeine}, key -> caffeine.get(key, k -> PRICE));
        var map = new ConcurrentHashMap<Long, Price>();
        measure("map", () -> new Object[] {map}, key -> map.computeIfAbsent(key, k -> PRICE));
        if (!args[1].equals("quick")) {
            more();
        }
    }

    private static void more() throws ReflectiveOperationException {
        memo("memoReceiver", service -> service::priceOfReceiver);
        var guava = GuavaPrices.<Long, Price>cache(ROOM, key -> PRICE);
        measure("guava", () -> new Object[] {guava}, guava::getUnchecked);
        var cache2k = Cache2kPrices.cache(Long.class, ROOM, key -> PRICE);
        measure("cache2k", () -> new Object[] {cache2k}, cache2k::get);
    }

    private static void memo(String peer, Function<UnboundedPrices, LongFunction<Price>> method)
            throws ReflectiveOperationException {
        Memo memo = Memo.create();
        LongFunction<Price> cache = method.apply(memo.proxy(UnboundedPrices.class, new OnePrice()));
        measure(peer, () -> MemoRoots.of(memo), cache);
        if (memo.stats().entries() != ENTRIES) {
            throw new IllegalStateException("not all entries were kept: " + memo.stats());
        }
    }

    private static void measure(String peer, Roots roots, LongFunction<Price> cache)
            throws ReflectiveOperationException {
        long[] keys = Keys.products(ENTRIES);
        requireNonNull(cache.apply(keys[0]));
        long before = GraphStats.parseInstance(roots.get()).totalSize();
        for (long key : keys) {
            requireNonNull(cache.apply(key));
        }
        long after = GraphStats.parseInstance(roots.get()).totalSize();
        Report.print(peer, "bytes", (double) (after - before) / (ENTRIES - 1));
    }

    /** With an executor that has no threads: through theirs, JOL would reach all that the JVM has loaded. */
    private static Cache<Long, Price> caffeine() {
        return Caffeine.newBuilder()
                .maximumSize(ROOM)
                .expireAfterWrite(Duration.ofMinutes(10))
                .executor(Runnable::run)
                .build();
    }

    /** The same price for all. It counts by identity where it counts. Immutable. */
    private static final class OnePrice implements UnboundedPrices {
        @Override
        public Price price(long product) {
            return PRICE;
        }

        @Override
        public Price priceOfReceiver(long product) {
            return PRICE;
        }
    }

    /** Where a cache is looked at from. */
    private interface Roots {
        Object[] get() throws ReflectiveOperationException;
    }
}
