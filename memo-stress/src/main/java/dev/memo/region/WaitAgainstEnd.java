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
 * Two waits begin on a stack in which one ends beneath another: who begins later takes that out, and nothing else. Each
 * method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE, desc = "who waits is found, who does not is not")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wait is lost, or has not ended")
@State
public class WaitAgainstEnd {
    private static final Flight AWAITED = SmallRegion.limited("lru", 0).ledBy(new Thread());
    private static final Thread BOTTOM = new Thread();
    private static final Thread ENDING = new Thread();
    private static final Thread TOP = new Thread();
    private static final Thread FIRST = new Thread();
    private static final Thread SECOND = new Thread();

    private final WaitTable table = new WaitTable(1);
    private final Wait ending = new Wait(ENDING, AWAITED);

    public WaitAgainstEnd() {
        table.add(new Wait(BOTTOM, AWAITED));
        table.add(ending);
        table.add(new Wait(TOP, AWAITED));
    }

    @Actor
    public void endAndBegin() {
        ending.end();
        table.add(new Wait(FIRST, AWAITED));
    }

    @Actor
    public void begin(ZZZ_Result r) {
        table.add(new Wait(SECOND, AWAITED));
        r.r1 = waits(SECOND) && waits(TOP) && waits(BOTTOM);
    }

    @Arbiter
    public void after(ZZZ_Result r) {
        r.r2 = waits(FIRST) && waits(SECOND) && waits(TOP) && waits(BOTTOM);
        r.r3 = !waits(ENDING);
    }

    private boolean waits(Thread thread) {
        return table.of(thread) == AWAITED;
    }
}
