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
 * A load lands while its key is invalidated: in either order, its value is gone after both. Each method but the
 * constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "gone")
@Outcome(expect = Expect.FORBIDDEN, desc = "a stale value, or wrong sums")
@State
public class LandingAgainstInvalidation {
    private final LateFlight flight = new LateFlight();

    @Actor
    public void land() {
        flight.land();
    }

    @Actor
    public void invalidate(III_Result r) {
        flight.region.invalidate(1);
        r.r1 = flight.hit();
    }

    @Arbiter
    public void after(III_Result r) {
        r.r2 = flight.hit();
        r.r3 = flight.region.entries();
    }
}
