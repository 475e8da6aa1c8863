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
 * The canary of calls for many keys: none of them waits for another's loads. That a key is loaded twice must be found.
 * Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "23, 23, 2", expect = Expect.ACCEPTABLE, desc = "one load per key")
@Outcome(expect = Expect.FORBIDDEN, desc = "a key was loaded twice: this is what jcstress must find")
@State
public class RacyBatchCanary {
    private final CountedLoads calls = new CountedLoads(SmallRegion.withoutBarrier());

    @Actor
    public void upwards(III_Result r) {
        r.r1 = calls.callMany(1, 2);
    }

    @Actor
    public void downwards(III_Result r) {
        r.r2 = calls.callMany(2, 1);
    }

    @Arbiter
    public void after(III_Result r) {
        r.r3 = calls.total();
    }
}
