// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The keys of most benchmarks: 1,000 products, drawn by Zipf's law. Confined to one thread. */
@State(Scope.Thread)
public class HotProducts {
    /** How many products there are. */
    public static final int PRODUCTS = 1_000;

    private final long[] drawn = Keys.pick(Keys.products(PRODUCTS), Keys.zipf(Keys.DRAWS, PRODUCTS));
    private int next;

    /** Has the JVM collect before each iteration; see {@link Settled}. */
    @Setup(Level.Iteration)
    public void settle() {
        Settled.heap();
    }

    /** Returns the next key. */
    public long next() {
        return drawn[next++ & (Keys.DRAWS - 1)];
    }
}
