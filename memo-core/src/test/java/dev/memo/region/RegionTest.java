// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.memo.ThreadPerTask;
import dev.memo.annotation.Barrier;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RegionTest {

    @Test
    @Tag("parity-3")
    void aHitIsServedWhileSomebodyElseHoldsTheLock() throws Exception {
        Region region = SmallRegions.open(Barrier.KEY);
        SmallRegions.call(region, new NumberEntry(7, 7), () -> "value");
        region.tier.budget.lock.lock();
        try {
            CompletableFuture<@Nullable Object> other = CompletableFuture.supplyAsync(
                    () -> SmallRegions.call(region, new NumberEntry(7, 7), () -> "load"), ThreadPerTask.EXECUTOR);
            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo("value");
        } finally {
            region.tier.budget.lock.unlock();
        }
    }

    /** The condition is user code and runs without a lock, so it stands for whatever happens in that moment. */
    @Test
    void whatTakesAnEntrysPlaceWhileItIsInvalidatedGoesToo() throws Throwable {
        Region region = SmallRegions.open(Barrier.NONE);
        Flight first = begin(region);
        Flight second = begin(region);
        first.accept("stale", null);
        assertThat(region.invalidateIf(e -> {
                    second.accept("stale too", null);
                    return true;
                }))
                .isEqualTo(1);
        assertThat(SmallRegions.call(region, new NumberEntry(7, 7), () -> "fresh"))
                .isEqualTo("fresh");
    }

    private static Flight begin(Region region) throws Throwable {
        return region.begin(new NumberEntry(7, 7)) instanceof Flight flight ? flight : fail("no flight");
    }
}
