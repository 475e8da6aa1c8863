// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.SecondChance;
import dev.memo.annotation.Barrier;
import dev.memo.testkit.FakeTicker;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongBiFunction;

/**
 * How many steps it takes to find a victim by a policy, of so many entries: in the mean of many, each made necessary by
 * a new key, with hits in between. Confined to one thread.
 */
final class EvictionSteps implements ToLongBiFunction<String, Integer> {
    private static final int OPERATIONS = 30_000;

    @Override
    public long applyAsLong(String policy, Integer capacity) {
        Eviction eviction = new Eviction(policy, 1, List.of(new SecondChance()));
        HeapTier tier = new HeapTier(1L << 40, capacity, new FakeTicker(), true, eviction);
        Region region = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
        for (int key = 0; key < capacity; key++) {
            call(region, "old " + key);
        }
        Random random = new Random(1);
        long before = Steps.made();
        for (int i = 0; i < OPERATIONS; i++) {
            call(region, "new " + i);
            call(region, "old " + random.nextInt(capacity));
        }
        if (region.stats().evictions() < OPERATIONS) {
            throw new AssertionError("there were too few evictions");
        }
        return (Steps.made() - before) / region.stats().evictions();
    }

    private static void call(Region region, String key) {
        try {
            Object value = Regions.call(region, key, () -> "value");
            assert value != null : "there is a value";
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
