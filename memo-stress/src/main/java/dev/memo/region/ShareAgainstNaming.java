// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.ref.ReferenceQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A key part gets its first entry and is given to a second one: it knows neither, so that it keeps neither. Each method but
 * the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "it knows no entry")
@Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "it keeps the first one, wherever that goes")
@State
public class ShareAgainstNaming {
    private static final Entry FIRST = new NumberKey(1);

    private final WeakPart part = new WeakPart(FIRST, new ReferenceQueue<>());

    @Actor
    public void name() {
        part.partOf(FIRST);
    }

    @Actor
    public void share() {
        part.share();
    }

    @Arbiter
    public void after(I_Result r) {
        r.r1 = part.entry() == null ? 0 : 1;
    }
}
