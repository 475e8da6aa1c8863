// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Keys of benchmarks, drawn before they run, from seeds: equal in all JVMs. Stateless. */
public final class Keys {
    /** How many draws the small benchmarks go round in; a power of two. */
    public static final int DRAWS = 1 << 16;

    private static final long SEED = 0x4D656D6FL;
    private static final long LARGEST_PRODUCT = 1L << 40;

    private Keys() {}

    /** Returns different product numbers, scattered as they come from a database, in no order. */
    public static long[] products(int count) {
        return new SplittableRandom(SEED)
                .longs(1, LARGEST_PRODUCT)
                .distinct()
                .limit(count)
                .toArray();
    }

    /** Returns indexes below the bound by Zipf's law. */
    public static int[] zipf(int draws, int bound) {
        Zipf zipf = new Zipf(bound, new SplittableRandom(SEED + 1));
        int[] drawn = new int[draws];
        Arrays.setAll(drawn, i -> zipf.next());
        return drawn;
    }

    /** Returns indexes below the bound, all alike in probability. */
    public static int[] uniform(int draws, int bound) {
        return new SplittableRandom(SEED + 2).ints(draws, 0, bound).toArray();
    }

    /** Returns the keys that the indexes name. */
    public static long[] pick(long[] keys, int[] indexes) {
        return Arrays.stream(indexes).mapToLong(i -> keys[i]).toArray();
    }
}
