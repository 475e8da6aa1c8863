// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import dev.memo.annotation.Cached;

/** Asks for the same results at each start, and says how many of them were computed. */
public final class Remembering {
    private static int runs;

    private Remembering() {}

    @Cached(ttl = "1h")
    private static String word(int number) {
        runs++;
        return "word " + number;
    }

    /** Runs. */
    public static void main(String[] arguments) {
        String last = "";
        for (int i = 0; i < 10; i++) {
            last = word(i);
        }
        System.out.println(last + " runs " + runs);
    }
}
