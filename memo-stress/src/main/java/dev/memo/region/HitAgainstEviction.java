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
 * A key is read while another one takes its room: its value or nothing, and exact sums after. Each method but the
 * constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "[01], [02], 1, [12]", expect = Expect.ACCEPTABLE, desc = "each key's own value or nothing; one is left")
@Outcome(expect = Expect.FORBIDDEN, desc = "another key's value, or wrong sums")
@State
public class HitAgainstEviction {
    private final SmallRegion region = SmallRegion.limited("adaptive", 1);

    public HitAgainstEviction() {
        region.load(1, () -> 1);
    }

    @Actor
    public void load() {
        region.load(2, () -> 2);
    }

    @Actor
    public void hit(IIII_Result r) {
        r.r1 = region.hit(1);
        r.r2 = region.hit(2);
    }

    @Arbiter
    public void after(IIII_Result r) {
        r.r3 = region.entries();
        r.r4 = region.hit(1) + region.hit(2);
    }
}
