// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A hit that begins after an invalidation has returned does not see the value. Each method but the constructor has a
 * thread of its own.
 */
@JCStressTest
@Outcome(
        id = {"0, 0", "0, 1"},
        expect = Expect.ACCEPTABLE,
        desc = "before the invalidation has returned")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "after it")
@Outcome(expect = Expect.FORBIDDEN, desc = "a stale value")
@State
public class HitAgainstInvalidation {
    private final SmallRegion region = SmallRegion.limited("lru", 0);
    private volatile int returned;

    public HitAgainstInvalidation() {
        region.load(1, () -> 1);
    }

    @Actor
    public void invalidate() {
        region.invalidate(1);
        returned = 1;
    }

    @Actor
    public void hit(II_Result r) {
        r.r1 = returned;
        r.r2 = region.hit(1);
    }
}
