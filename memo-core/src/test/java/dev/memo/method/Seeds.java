// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.Random;

/** Random input whose seed is printed, and can be given again with -Dmemo.seed=n. Stateless and thread-safe. */
final class Seeds {

    private Seeds() {}

    static long next() {
        long seed = Long.getLong("memo.seed", new Random().nextLong());
        System.out.println("seed " + seed + ", again with -Dmemo.seed=" + seed);
        return seed;
    }

    /** Returns a text of such characters, at most so many. */
    static String text(Random random, String characters, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }
}
