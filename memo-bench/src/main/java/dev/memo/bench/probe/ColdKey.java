// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.memo.bench.data.Price;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;

/**
 * 10,000 callers ask for one key that is not there, and its load takes 20 ms: how many loads there are, and when the
 * last caller is done, counted from the start of the load. Virtual threads where the JDK has them, else a pool of 200
 * threads, as many as a servlet container starts. Confined to one thread.
 */
public final class ColdKey {
    private static final int CALLERS = 10_000;
    private static final int POOL = 200;
    private static final int WARMUPS = 10;

    private final ExecutorService threads;
    private long nextKey;

    private ColdKey(ExecutorService threads) {
        this.threads = threads;
    }

    /**
     * Measures.
     *
     * @param args how often
     */
    public static void main(String[] args) throws Exception {
        ExecutorService threads = threads();
        ColdKey probe = new ColdKey(threads);
        BareLatch latch = new BareLatch();
        Cache<Long, Price> caffeine =
                Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(10)).build();
        for (int i = 0; i < WARMUPS + Integer.parseInt(args[0]); i++) {
            probe.measure("memo", SlowPrices::price, i >= WARMUPS);
            probe.measure("latch", latch::price, i >= WARMUPS);
            probe.measure("caffeine", key -> caffeine.get(key, SlowPrices::load), i >= WARMUPS);
        }
        threads.shutdown();
    }

    private void measure(String peer, LongFunction<Price> cache, boolean report) throws InterruptedException {
        long key = nextKey++;
        long loads = SlowPrices.loads();
        CountDownLatch done = new CountDownLatch(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            threads.execute(() -> {
                requireNonNull(cache.apply(key));
                done.countDown();
            });
        }
        done.await();
        double nanos = (double) (System.nanoTime() - SlowPrices.loadBegan());
        if (report) {
            Report.print(peer, "ms", nanos / 1e6);
            Report.print(peer, "loads", (double) (SlowPrices.loads() - loads));
        }
    }

    private static ExecutorService threads() throws Exception {
        if (Runtime.version().feature() < 21) {
            return Executors.newFixedThreadPool(POOL);
        }
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
