// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.Random;

/** The seed of a test's random input: printed, and given again with {@code -Dmemo.seed=n}. Stateless. */
public final class Seed {
    private Seed() {}

    public static long next() {
        long seed = Long.getLong("memo.seed", new Random().nextLong());
        System.out.println("seed " + seed + ", again with -Dmemo.seed=" + seed);
        return seed;
    }
}
