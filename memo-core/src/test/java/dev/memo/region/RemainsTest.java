// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import dev.memo.annotation.Barrier;
import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted for a region that others have done with. */
class RemainsTest {
    private final FakeTicker ticker = new FakeTicker();
    private final HeapTier tier = new HeapTier(1L << 30, 0, ticker, true);

    @Test
    void countingGoesOnWhateverIsReset() throws Throwable {
        Region region = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
        call(region, "a");
        call(region, "a");
        Remains remains = new Remains(region);
        region.resetStats();
        call(region, "a");
        call(region, "b");
        assertThat(region.stats().hits()).isEqualTo(1);
        Stats stats = Stats.of((long[]) remains.get()[0]);
        assertThat(stats.hits()).isEqualTo(2);
        assertThat(stats.loads()).isEqualTo(2);
        assertThat(stats.timeSavedNanos()).isBetween(1_999_000L, 2_000_000L);
        assertThat(remains.get()[1]).isEqualTo(false);
    }

    @Test
    void theRegionIsNotHeldAndTheCountsStay() throws Throwable {
        List<WeakReference<Region>> known = new ArrayList<>();
        Remains remains = openAndLoad(known);
        assertThat(known).singleElement().matches(Eventually::collected);
        assertThat(remains.get()[1]).isEqualTo(true);
        assertThat(Stats.of((long[]) remains.get()[0]).loads()).isEqualTo(2);
    }

    private Remains openAndLoad(List<WeakReference<Region>> known) throws Throwable {
        Region region = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
        known.add(new WeakReference<>(region));
        call(region, "a");
        Remains remains = new Remains(region);
        call(region, "b");
        return remains;
    }

    private void call(Region region, String key) throws Throwable {
        assertThat(Regions.call(region, key, () -> {
                    ticker.advance(Duration.ofMillis(1));
                    return key;
                }))
                .isEqualTo(key);
    }
}
