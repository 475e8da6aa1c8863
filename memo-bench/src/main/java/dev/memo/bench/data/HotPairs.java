// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Keys of two parts: 4,000 pairs of a product and a currency, drawn by Zipf's law. Confined to one thread. */
@State(Scope.Thread)
public class HotPairs {
    private static final int PAIRS = 4_000;
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY", "GBP");

    private final long[] products = Keys.products(PAIRS / CURRENCIES.size());
    private final int[] drawn = Keys.zipf(Keys.DRAWS, PAIRS);
    private final long[] drawnProducts = new long[Keys.DRAWS];
    private final String[] drawnCurrencies = new String[Keys.DRAWS];
    private int next;

    /** Draws the pairs. */
    public HotPairs() {
        for (int i = 0; i < Keys.DRAWS; i++) {
            drawnProducts[i] = products[drawn[i] / CURRENCIES.size()];
            drawnCurrencies[i] = CURRENCIES.get(drawn[i] % CURRENCIES.size());
        }
    }

    /** Has the JVM collect before each iteration; see {@link Settled}. */
    @Setup(Level.Iteration)
    public void settle() {
        Settled.heap();
    }

    /** Moves on; returns where to. */
    public int next() {
        return next++ & (Keys.DRAWS - 1);
    }

    /** Returns the product at a place. */
    public long product(int at) {
        return drawnProducts[at];
    }

    /** Returns the currency at a place. */
    public String currency(int at) {
        return drawnCurrencies[at];
    }
}
