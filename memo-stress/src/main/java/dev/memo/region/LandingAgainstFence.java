// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A flight lands while somebody takes the barrier from it: either it has landed before, and its value is kept, or it is
 * not. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "it has lost the barrier, and nothing is kept")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "it has landed before")
@Outcome(expect = Expect.FORBIDDEN, desc = "a late value is kept, one that came in time is lost, or wrong sums")
@State
public class LandingAgainstFence {
    private final LateFlight flight = new LateFlight();

    @Actor
    public void land() {
        flight.land();
    }

    @Actor
    public void fence(III_Result r) {
        r.r1 = flight.loseBarrier() ? 1 : 0;
    }

    @Arbiter
    public void after(III_Result r) {
        r.r2 = flight.hit();
        r.r3 = flight.region.entries();
    }
}
