// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls a method once, lets what an earlier run has recorded be called, and asks for that. */
public final class Warming {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private Warming() {}

    @Cached
    private static String word(int number, String unit) {
        return number + " " + unit + " " + RUNS.incrementAndGet();
    }

    /** Runs. */
    public static void main(String[] arguments) {
        word(0, "km");
        while (Memo.runtime().warmUpReport().waiting() > 0) {
            Thread.onSpinWait();
        }
        int warm = RUNS.get();
        for (int i = 0; i < 10; i++) {
            word(i, "km");
        }
        System.out.println("warm " + warm + " runs " + RUNS + " failed "
                + Memo.runtime().warmUpReport().failed());
    }
}
