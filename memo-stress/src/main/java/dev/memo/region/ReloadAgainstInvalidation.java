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
 * A source changes and its key is invalidated, while a caller loads its stale value anew: nobody sees the old value
 * after. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not kept")
@Outcome(id = "0, 2", expect = Expect.ACCEPTABLE, desc = "the new value, late")
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "the new value")
@Outcome(expect = Expect.FORBIDDEN, desc = "the old value has come back")
@State
public class ReloadAgainstInvalidation {
    private final AgingRegion aging = AgingRegion.stale();
    private volatile int source = 1;

    @Actor
    public void reload() {
        int unused = aging.region.call(1, () -> source);
    }

    @Actor
    public void change(II_Result r) {
        source = 2;
        aging.region.invalidate(1);
        r.r1 = aging.region.kept(1);
    }

    @Arbiter
    public void after(II_Result r) {
        r.r2 = aging.region.kept(1);
    }
}
