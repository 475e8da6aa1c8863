// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import dev.memo.annotation.Cached;

/** A memoized method, to be loaded by loaders of every kind; it needs nothing but java.base. */
public final class Target {
    /** How often the body ran. */
    public static int runs;

    private Target() {}

    /** Memoized. */
    @Cached
    public static long twice(long a) {
        runs++;
        return a * 2;
    }
}
