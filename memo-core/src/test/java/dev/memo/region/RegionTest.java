// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

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
            CompletableFuture<@Nullable Object> other =
                    CompletableFuture.supplyAsync(() -> SmallRegions.call(region, new NumberEntry(7, 7), () -> "load"));
            assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo("value");
        } finally {
            region.tier.budget.lock.unlock();
        }
    }
}
