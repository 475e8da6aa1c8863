// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A value comes with its end: the reader's clock is past it, so it is never served. No entry of the region had an end
 * before. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "kept, not served")
@Outcome(expect = Expect.FORBIDDEN, desc = "served without its end, or lost")
@State
public class HitAgainstEnd {
    private static final long WRITTEN = -20;
    private static final long TTL = 5;
    private static final long READ =
            -10; // past the end, though not past 0, which is what no end written yet looks like

    private @Nullable Thread writer;
    private final SmallRegion region = SmallRegion.timed(() -> Thread.currentThread() == writer ? WRITTEN : READ);

    @Actor
    public void put() {
        writer = Thread.currentThread();
        region.put(1, 1, TTL);
    }

    @Actor
    public void hit(II_Result r) {
        r.r1 = region.hit(1);
    }

    @Arbiter
    public void after(II_Result r) {
        r.r2 = region.entries();
    }
}
