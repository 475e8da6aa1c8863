// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import dev.memo.bench.data.Price;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The least that a barrier can be: who comes first loads, the others await a latch of the JDK's. Thread-safe. */
final class BareLatch {
    private final ConcurrentHashMap<Long, Load> loads = new ConcurrentHashMap<>();

    Price price(long product) {
        Load load = loads.computeIfAbsent(product, key -> new Load());
        if (load.taken.compareAndSet(false, true)) {
            load.price = SlowPrices.load(product);
            load.landed.countDown();
        }
        try {
            load.landed.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a caller", e);
        }
        return load.price;
    }

    /** One key's load. Thread-safe: the price is written before the latch opens, and read after. */
    private static final class Load {
        final AtomicBoolean taken = new AtomicBoolean();
        final CountDownLatch landed = new CountDownLatch(1);
        Price price = new Price(0, 0);
    }
}
