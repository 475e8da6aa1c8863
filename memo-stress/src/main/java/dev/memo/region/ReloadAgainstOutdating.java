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
 * A source changes and its key is made stale, while a caller loads its stale value anew: the next one loads it once more,
 * or is served the old value while that goes on; who comes after gets the new value. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "[12], 2", expect = Expect.ACCEPTABLE, desc = "the new value")
@Outcome(expect = Expect.FORBIDDEN, desc = "the old value counts as fresh")
@State
public class ReloadAgainstOutdating {
    private final AgingRegion aging = AgingRegion.stale();
    private volatile int source = 1;

    @Actor
    public void reload() {
        int unused = aging.region.call(1, () -> source);
    }

    @Actor
    public void change(II_Result r) {
        source = 2;
        aging.region.outdate(1);
        r.r1 = aging.region.call(1, () -> source);
    }

    @Arbiter
    public void after(II_Result r) {
        r.r2 = aging.region.call(1, () -> source);
    }
}
