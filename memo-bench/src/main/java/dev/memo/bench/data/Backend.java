// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

import java.util.concurrent.atomic.LongAdder;

/** The slow methods that caches stand before; it counts the calls that come through. Thread-safe. */
public final class Backend {
    private static final LongAdder LOADS = new LongAdder();

    private Backend() {}

    /** Computes a price, and counts it. */
    public static Price price(long product) {
        LOADS.increment();
        return new Price(product, (int) (product % 10_000));
    }

    /** Computes a price in a currency, and counts it. */
    public static Price price(long product, String currency) {
        LOADS.increment();
        return new Price(product, currency.length());
    }

    /** Computes the price of a key, and counts it. */
    public static Price price(PriceKey key) {
        return price(key.product(), key.currency());
    }

    /** Returns how often a price was computed in this JVM. */
    public static long loads() {
        return LOADS.sum();
    }
}
