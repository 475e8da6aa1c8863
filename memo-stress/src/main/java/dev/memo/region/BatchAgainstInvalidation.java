// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A source changes and one of its keys is invalidated, while a call that asks for two of them loads: nobody sees the old
 * value of that key after, and the other one stays. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "not kept")
@Outcome(id = "0, 2, [12]", expect = Expect.ACCEPTABLE, desc = "the new value, late")
@Outcome(id = "2, 2, [12]", expect = Expect.ACCEPTABLE, desc = "the new value")
@Outcome(id = "0, 0, 2", expect = Expect.ACCEPTABLE, desc = "the second key was read after the change")
@Outcome(expect = Expect.FORBIDDEN, desc = "the old value has come back, or the other key is lost")
@State
public class BatchAgainstInvalidation {
    private final SmallRegion region = SmallRegion.limited("lru", 0);
    private volatile int source = 1;

    @Actor
    public void load() {
        int unused = region.callMany(key -> source, 1, 2);
    }

    @Actor
    public void change(III_Result r) {
        source = 2;
        region.invalidate(1);
        r.r1 = region.hit(1);
    }

    @Arbiter
    public void after(III_Result r) {
        r.r2 = region.hit(1);
        r.r3 = region.hit(2);
    }
}
