// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import dev.memo.annotation.Cached;
import dev.memo.bench.data.Price;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A backend that takes its time, memoized. Thread-safe. */
final class SlowPrices {
    private static final long LOAD_NANOS = 20_000_000;
    private static final AtomicLong LOADS = new AtomicLong();
    private static volatile long loadBegan;

    private SlowPrices() {}

    @Cached(ttl = "10m")
    static Price price(long product) {
        return load(product);
    }

    static Price load(long product) {
        LOADS.incrementAndGet();
        long began = System.nanoTime();
        loadBegan = began;
        for (long left = LOAD_NANOS; left > 0; left = LOAD_NANOS - (System.nanoTime() - began)) {
            LockSupport.parkNanos(left);
        }
        return new Price(product, 1);
    }

    static long loads() {
        return LOADS.get();
    }

    /** When the last load began. */
    static long loadBegan() {
        return loadBegan;
    }
}
