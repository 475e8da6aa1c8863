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
 * A call asks for two keys, another one for the second of them alone: one of the two loads it, and both get that.
 * Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "23, 12, 2", expect = Expect.ACCEPTABLE, desc = "one load per key")
@Outcome(expect = Expect.FORBIDDEN, desc = "a key was loaded twice, or somebody got something else")
@State
public class BatchAgainstSingleCall {
    private final CountedLoads calls = new CountedLoads(SmallRegion.limited("lru", 0));

    @Actor
    public void many(III_Result r) {
        r.r1 = calls.callMany(1, 2);
    }

    @Actor
    public void one(III_Result r) {
        r.r2 = calls.call(2);
    }

    @Arbiter
    public void after(III_Result r) {
        r.r3 = calls.total();
    }
}
