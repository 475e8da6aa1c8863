// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * A key is read twice while its value is replaced: the old, none, the new, never back; exact sums after. Each method
 * but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "[01], 0, 1, 2", expect = Expect.ACCEPTABLE, desc = "on the way")
@Outcome(id = "1, 1, 1, 2", expect = Expect.ACCEPTABLE, desc = "the old value")
@Outcome(id = "[012], 2, 1, 2", expect = Expect.ACCEPTABLE, desc = "the new value")
@Outcome(expect = Expect.FORBIDDEN, desc = "back to the old value, half-built, or wrong sums")
@State
public class HitAgainstReplacement {
    private final SmallRegion region = SmallRegion.limited("lru", 0);

    public HitAgainstReplacement() {
        region.put(1, 1, 0);
    }

    @Actor
    public void put() {
        region.put(1, 2, 0);
    }

    @Actor
    public void hit(IIII_Result r) {
        r.r1 = region.hit(1);
        r.r2 = region.hit(1);
    }

    @Arbiter
    public void after(IIII_Result r) {
        r.r3 = region.entries();
        r.r4 = region.hit(1);
    }
}
