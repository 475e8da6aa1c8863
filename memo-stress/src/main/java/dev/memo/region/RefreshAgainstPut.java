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
 * A value that is being loaded anew in the background is overwritten: what was put stays, whatever the load gives and
 * whenever it lands. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "3, 3", expect = Expect.ACCEPTABLE, desc = "what was put")
@Outcome(expect = Expect.FORBIDDEN, desc = "the load has overwritten what was put")
@State
public class RefreshAgainstPut {
    private final AgingRegion aging = AgingRegion.due(0, () -> 2);

    @Actor
    public void refresh() {
        aging.refresh();
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
