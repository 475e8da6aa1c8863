// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.WaitGraph.Waiter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two threads are about to wait for each other's load: one of them finds out and does not. Each method but the constructor
 * has a thread of its own.
 */
@JCStressTest
@Outcome(
        id = {"1, 0", "0, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "one of them runs its original")
@Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "both wait for ever")
@Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "nobody waits")
@State
public class WaitAgainstWait {
    private static final SmallRegion REGION = SmallRegion.limited("lru", 0);

    private final Waiter one = new Waiter(new Thread());
    private final Waiter two = new Waiter(new Thread());
    private final Flight oneLeads = REGION.ledBy(one.thread);
    private final Flight twoLeads = REGION.ledBy(two.thread);

    @Actor
    public void one(II_Result r) {
        r.r1 = WaitGraph.enter(one, twoLeads, null).isEmpty() ? 0 : 1;
    }

    @Actor
    public void two(II_Result r) {
        r.r2 = WaitGraph.enter(two, oneLeads, null).isEmpty() ? 0 : 1;
    }

    @Arbiter
    public void after(II_Result r) {
        WaitGraph.leave(one, null);
        WaitGraph.leave(two, null);
    }
}
