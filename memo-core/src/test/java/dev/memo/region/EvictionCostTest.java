// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.spi.Ticker;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What it costs to find a victim does not grow with what is kept. */
class EvictionCostTest {
    private static final int OPERATIONS = 40_000;
    private static final int ROUNDS = 4;

    /** A scan of all takes ten times as long and more. The best of some rounds counts, as the machine has other work too. */
    @Test
    @Tag("parity-40")
    void aVictimIsFoundWithoutLookingAtAll() throws Throwable {
        System.out.println("EvictionCostTest seed 1");
        Region few = full(500);
        Region many = full(50_000);
        long cheap = Long.MAX_VALUE;
        long dear = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            cheap = Math.min(cheap, nanosToEvict(few, 500, round));
            dear = Math.min(dear, nanosToEvict(many, 50_000, round));
        }
        System.out.println("per eviction: " + cheap / OPERATIONS + " ns of 500, " + dear / OPERATIONS + " of 50,000");
        assertThat(dear).isLessThan(cheap * 5);
    }

    private static Region full(int capacity) throws Throwable {
        Region region = Regions.open(new HeapTier(1L << 40, capacity, null, true), Regions.settings(0, 0, Barrier.KEY));
        for (int key = 0; key < capacity; key++) {
            Regions.call(region, "old " + key, () -> "value");
        }
        assertThat(region.stats().evictions()).isZero();
        return region;
    }

    private static long nanosToEvict(Region region, int capacity, int round) throws Throwable {
        Random random = new Random(1);
        Ticker ticker = Ticker.system();
        long before = region.stats().evictions();
        long start = ticker.nanos();
        for (int i = 0; i < OPERATIONS; i++) {
            Regions.call(region, "new " + round + "/" + i, () -> "value");
            Regions.call(region, "old " + random.nextInt(capacity), () -> "value");
        }
        long taken = ticker.nanos() - start;
        assertThat(region.stats().evictions() - before).isGreaterThanOrEqualTo(OPERATIONS);
        return taken;
    }
}
