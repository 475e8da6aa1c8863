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
 * A source changes and its key is invalidated, while its value is loaded anew in the background: nobody sees the old value
 * after. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing is kept")
@Outcome(expect = Expect.FORBIDDEN, desc = "the load has brought something back")
@State
public class RefreshAgainstInvalidation {
    private volatile int source = 1;
    private final AgingRegion aging = AgingRegion.due(0, () -> source);

    @Actor
    public void refresh() {
        aging.refresh();
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
