// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

import dev.memo.annotation.Cached;

/** A program with one annotated method, which it calls twice. Confined to one thread. */
final class StartupProgram {
    private static int loads;

    private StartupProgram() {}

    public static void main(String[] args) {
        System.out.println(square(3) + square(3) + ", loads: " + loads);
    }

    @Cached(ttl = "10m")
    private static long square(long n) {
        loads++;
        return n * n;
    }
}
