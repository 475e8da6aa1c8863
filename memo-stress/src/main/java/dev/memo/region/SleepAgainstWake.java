// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two threads are about to sleep while they are woken: both go on, or this never ends. Each method but the constructor has
 * a thread of its own.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both are awake")
@Outcome(expect = Expect.FORBIDDEN, desc = "one slept before it was woken")
@State
public class SleepAgainstWake {
    private final Sleepers sleepers = new Sleepers();
    private int woken;

    @Actor
    public void one(II_Result r) {
        r.r1 = slept();
    }

    @Actor
    public void two(II_Result r) {
        r.r2 = slept();
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
