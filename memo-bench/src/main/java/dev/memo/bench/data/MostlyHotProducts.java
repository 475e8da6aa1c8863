// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Keys of which 95 in 100 are those of {@link HotProducts} and 5 in 100, at random places, were never there before.
 * Confined to one thread.
 */
@State(Scope.Thread)
public class MostlyHotProducts {
    private static final int NEW_IN_HUNDRED = 5;
    private static final long NEW = -1;

    private final NewProducts newProducts = new NewProducts();
    private final long[] drawn = draw();
    private int next;

    /** Returns the next key. */
    public long next() {
        long product = drawn[next++ & (Keys.DRAWS - 1)];
        return product == NEW ? newProducts.next() : product;
    }

    private static long[] draw() {
        HotProducts hot = new HotProducts();
        SplittableRandom random = new SplittableRandom(NEW_IN_HUNDRED);
        return random.ints(Keys.DRAWS, 0, 100)
                .mapToLong(percent -> percent < NEW_IN_HUNDRED ? NEW : hot.next())
                .toArray();
    }
}
