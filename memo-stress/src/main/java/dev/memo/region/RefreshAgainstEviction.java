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
 * A value that is being loaded anew in the background has to make room: at most one value is left, and the sums are
 * exact. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "1, [23]", expect = Expect.ACCEPTABLE, desc = "one is left")
@Outcome(expect = Expect.FORBIDDEN, desc = "wrong sums, or the old value is there")
@State
public class RefreshAgainstEviction {
    private final AgingRegion aging = AgingRegion.due(1, () -> 2);

    @Actor
    public void refresh() {
        aging.refresh();
    }

    @Actor
    public void evict() {
        aging.region.put(2, 3, 0);
    }

    @Arbiter
    public void after(II_Result r) {
        r.r1 = aging.region.entries();
        r.r2 = aging.region.kept(1) + aging.region.kept(2);
    }
}
