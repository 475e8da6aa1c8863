// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Two loads of a key, which the barrier lets through, land one after the other; the first one's value has ended by then.
 * It is not served with the second one's end. Each method but the constructor has a thread of its own.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "nothing")
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "the second value")
@Outcome(expect = Expect.FORBIDDEN, desc = "the first value, after its end")
@State
public class HitAgainstSecondLoad {
    private volatile long now;
    private final Region region;
    private final Flight second;

    public HitAgainstSecondLoad() {
        RegionSettings settings = new RegionSettings("stress", 5, 0, Barrier.NONE, Storage.SHARED, 0, 0, true);
        HeapTier tier = new HeapTier(1 << 20, 0, () -> now, true, new Eviction("lru", 1, List.of()));
        region = tier.open(settings, new TwinsSizes(), (fresh, orphans) -> fresh);
        Flight first = begin();
        second = begin();
        first.accept(new Twins(1), null);
        now = 10;
    }

    private Flight begin() {
        try {
            return (Flight) java.util.Objects.requireNonNull(region.begin(new NumberKey(1)));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Actor
    public void land() {
        second.accept(new Twins(2), null);
    }

    @Actor
    public void hit(I_Result r) {
        Entry e = region.hitPath().head(new NumberKey(1).spread);
        r.r1 = e != null && region.hit(e) instanceof Twins twins ? twins.number() : 0;
    }
}
