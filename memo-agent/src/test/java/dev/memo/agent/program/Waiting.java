// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import java.io.IOException;

/** Calls a memoized method, waits for a line on stdin, and calls it again: the class is loaded before the agent is. */
public final class Waiting {
    private Waiting() {}

    /** Runs until stdin ends. */
    public static void main(String[] arguments) throws IOException {
        do {
            Target.runs = 0;
            long sum = Target.twice(4) + Target.twice(4) + Target.twice(4);
            System.out.println("sum " + sum + " runs " + Target.runs);
            System.out.flush();
        } while (System.in.read() == '\n');
    }
}
