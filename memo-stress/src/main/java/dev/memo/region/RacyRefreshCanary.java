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
 * The canary of refreshes: what is loaded is written whatever was put meanwhile. That must be found.
 * Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "3, 3", expect = Expect.ACCEPTABLE, desc = "what was put")
@Outcome(expect = Expect.FORBIDDEN, desc = "the load has overwritten what was put: this is what jcstress must find")
@State
public class RacyRefreshCanary {
    private final AgingRegion aging = AgingRegion.due(0, () -> 2);

    @Actor
    public void refresh() {
        aging.region.put(1, 2, 0);
    }

    @Actor
    public void put(II_Result r) {
        aging.region.put(1, 3, 0);
        r.r1 = aging.region.hit(1);
    }

    @Arbiter
    public void after(II_Result r) {
        r.r2 = aging.region.hit(1);
    }
}
