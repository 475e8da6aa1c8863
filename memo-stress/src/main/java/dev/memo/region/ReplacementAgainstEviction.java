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
 * A key's value is replaced while another key takes its room: one of them is left, and the sums are exact. Each
 * method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "1, [23]", expect = Expect.ACCEPTABLE, desc = "one is left")
@Outcome(expect = Expect.FORBIDDEN, desc = "wrong sums")
@State
public class ReplacementAgainstEviction {
    private final SmallRegion region = SmallRegion.limited("lru", 1);

    public ReplacementAgainstEviction() {
        region.put(1, 1, 0);
    }

    @Actor
    public void put() {
        region.put(1, 3, 0);
    }

    @Actor
    public void load() {
        region.load(2, () -> 2);
    }

    @Arbiter
    public void after(II_Result r) {
        r.r1 = region.entries();
        r.r2 = region.hit(1) + region.hit(2);
    }
}
