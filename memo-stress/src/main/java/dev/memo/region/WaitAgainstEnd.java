// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.WaitTable.Wait;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * Two waits begin on a stack where one ends, which the first to see that takes off: both can be found, and that one cannot.
 * Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "who waits is found, who does not is not")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wait is lost, or has not ended")
@State
public class WaitAgainstEnd {
    private static final Flight AWAITED = SmallRegion.limited("lru", 0).ledBy(new Thread());
    private static final Thread FIRST = new Thread();
    private static final Thread SECOND = new Thread();
    private static final Thread THIRD = new Thread();

    private final WaitTable table = new WaitTable(1);
    private final Wait ending = new Wait(FIRST, AWAITED);

    public WaitAgainstEnd() {
        table.add(ending);
    }

    @Actor
    public void end() {
        ending.end();
    }

    @Actor
    public void begin(ZZZ_Result r) {
        table.add(new Wait(SECOND, AWAITED));
        r.r1 = table.of(SECOND) == AWAITED;
    }

    @Actor
    public void beginToo() {
        table.add(new Wait(THIRD, AWAITED));
    }

    @Arbiter
    public void after(ZZZ_Result r) {
        r.r1 &= table.of(SECOND) == AWAITED;
        r.r2 = table.of(THIRD) == AWAITED;
        r.r3 = table.of(FIRST) == null;
    }
}
