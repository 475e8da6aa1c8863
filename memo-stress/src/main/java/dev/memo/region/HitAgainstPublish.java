// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A load lands while its key is looked up: the value comes whole or not at all. Each method but the constructor has a
 * thread of its own.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "there, and whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "half-built")
@State
public class HitAgainstPublish {
    private final SmallRegion region = SmallRegion.limited("lru", 0);

    @Actor
    public void load() {
        region.load(1, () -> 1);
    }

    @Actor
    public void hit(I_Result r) {
        r.r1 = region.hit(1);
    }
}
