// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** One is about to sleep while all are woken: it goes on, or this never ends. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "it is awake")
@Outcome(expect = Expect.FORBIDDEN, desc = "it was awake before")
@State
public class SleepAgainstWake {
    private final Sleepers sleepers = new Sleepers();
    private int woken;

    @Actor
    public void sleep(I_Result r) {
        r.r1 = slept();
    }

    @Actor
    public void wake() {
        woken = 1;
        sleepers.wake();
    }

    private int slept() {
        try {
            sleepers.sleep();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a sleeper", e);
        }
        return woken;
    }
}
