// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import dev.memo.annotation.Cached;

/** One annotated method, called twice. */
public final class Once {
    private static int runs;

    private Once() {}

    @Cached(ttl = "10m")
    static long twice(long a) {
        runs++;
        return a * 2;
    }

    /** Runs. */
    public static void main(String[] arguments) {
        System.out.println("sum " + (twice(5) + twice(5)) + " runs " + runs);
    }
}
