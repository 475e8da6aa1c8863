// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

/** Nothing for Memo, but something for a rule. */
public final class Plain {
    private static int runs;

    private Plain() {}

    static long twice(long a) {
        runs++;
        return a * 2;
    }

    /** Runs. */
    public static void main(String[] arguments) {
        System.out.println("sum " + (twice(5) + twice(5)) + " runs " + runs);
    }
}
