// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A flight that hangs loses the barrier and lands late; who takes its place has read the source later. What is kept is what
 * was read last, unless the flight has landed before. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "the new leader's value")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "it has landed before")
@Outcome(expect = Expect.FORBIDDEN, desc = "the late value has come back, or none is kept")
@State
public class HandOverAgainstLanding {
    private final LateFlight flight = new LateFlight();

    @Actor
    public void land() {
        flight.land();
    }

    @Actor
    public void handOver(II_Result r) {
        if (flight.loseBarrier()) {
            flight.region.load(1, () -> 2);
        }
        r.r1 = flight.hit();
    }

    @Arbiter
    public void after(II_Result r) {
        r.r2 = flight.hit();
    }
}
