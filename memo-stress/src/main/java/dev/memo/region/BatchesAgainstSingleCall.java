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
 * Two calls ask for overlapping keys in opposite order, a third one for the key that both have: all end, and each key is
 * loaded once. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "23, 25, 12, 3", expect = Expect.ACCEPTABLE, desc = "one load per key")
@Outcome(expect = Expect.FORBIDDEN, desc = "a key was loaded twice, or somebody got something else")
@State
public class BatchesAgainstSingleCall {
    private final CountedLoads calls = new CountedLoads(SmallRegion.limited("lru", 0));

    @Actor
    public void upwards(IIII_Result r) {
        r.r1 = calls.callMany(1, 2);
    }

    @Actor
    public void downwards(IIII_Result r) {
        r.r2 = calls.callMany(3, 2);
    }

    @Actor
    public void one(IIII_Result r) {
        r.r3 = calls.call(2);
    }

    @Arbiter
    public void after(IIII_Result r) {
        r.r4 = calls.total();
    }
}
