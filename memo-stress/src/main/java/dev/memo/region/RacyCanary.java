// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The canary: a value and its end in two plain fields, which a reader sees apart. It must be found. Each method but
 * the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(expect = Expect.FORBIDDEN, desc = "half-built: this is what jcstress must find")
@State
public class RacyCanary {
    private int value;
    private int end;

    @Actor
    public void write() {
        value = 1;
        end = 1;
    }

    @Actor
    public void read(II_Result r) {
        r.r1 = value;
        r.r2 = end;
    }
}
