// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.WaitTable.Wait;
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

    private final Thread first = new Thread();
    private final Thread second = new Thread();
    private final Wait one = new Wait(first, REGION.ledBy(second));
    private final Wait two = new Wait(second, REGION.ledBy(first));

    @Actor
    public void one(II_Result r) {
        r.r1 = WaitGraph.enter(one).isEmpty() ? 0 : 1;
    }

    @Actor
    public void two(II_Result r) {
        r.r2 = WaitGraph.enter(two).isEmpty() ? 0 : 1;
    }

    @Arbiter
    public void after(II_Result r) {
        one.end();
        two.end();
    }
}
