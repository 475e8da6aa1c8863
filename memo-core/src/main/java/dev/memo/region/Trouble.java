// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reports Memo's own trouble, at a bounded rate: the first few times each doubling of the count. Calls never see it.
 *
 * <p>Thread-safe.
 */
public final class Trouble {

    private final AtomicInteger count = new AtomicInteger();

    /** Creates a reporter that has reported nothing yet. */
    public Trouble() {}

    /**
     * Reports trouble at a place; never throws, shows no argument's value. A stack that overflows is not reported, as
     * that takes more of it.
     */
    public void report(String where, Throwable cause) {
        reportAs(where + ": the call goes through uncached", cause);
    }

    /** Reports trouble that costs no call its result, in other words; else as {@link #report}. */
    void reportAs(String what, Throwable cause) {
        if (cause instanceof StackOverflowError) {
            return;
        }
        int n = count.incrementAndGet();
        if (Integer.bitCount(n) == 1) {
            try {
                String text = what + ", because of "
                        + cause.getClass().getName() + ". This is trouble number " + n
                        + "; the next report comes when that has doubled.";
                System.getLogger("dev.memo").log(Level.WARNING, text, withoutMessage(cause));
            } catch (Throwable e) { // of a logger
                count.incrementAndGet();
            }
        }
    }

    /** A message may hold an argument's value, which is a secret; the stack trace does not. */
    private static Throwable withoutMessage(Throwable cause) {
        Throwable bare = new Throwable(cause.getClass().getName());
        bare.setStackTrace(cause.getStackTrace());
        return bare;
    }
}
