// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.probe;

/** The same program as {@link StartupProgram} with nothing annotated. Confined to one thread. */
final class StartupPlain {
    private static int loads;

    private StartupPlain() {}

    public static void main(String[] args) {
        System.out.println(square(3) + square(3) + ", loads: " + loads);
    }

    private static long square(long n) {
        loads++;
        return n * n;
    }
}
