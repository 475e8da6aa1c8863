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
 * A source changes and its key is invalidated, while a load that depends on it reads what is kept of it: nobody sees what was
 * computed from the old value after. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "not kept")
@Outcome(id = "0, 2", expect = Expect.ACCEPTABLE, desc = "the new value, late")
@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "the new value")
@Outcome(expect = Expect.FORBIDDEN, desc = "computed from a stale value")
@State
public class DependentLoadAgainstInvalidation {
    private final SmallRegion inner = SmallRegion.limited("lru", 0);
    private final SmallRegion outer = inner.dependent();
    private volatile int source = 1;

    /** Creates it with something to be read. */
    public DependentLoadAgainstInvalidation() {
        inner.load(1, () -> source);
    }

    @Actor
    public void load() {
        outer.load(1, this::read);
    }

    @Actor
    public void change(II_Result r) {
        source = 2;
        inner.invalidate(1);
        r.r1 = outer.hit(1);
    }

    @Arbiter
    public void after(II_Result r) {
        r.r2 = outer.hit(1);
    }

    private int read() {
        int kept = inner.hit(1);
        return kept == SmallRegion.NOTHING ? inner.loaded(1, () -> source) : kept;
    }
}
