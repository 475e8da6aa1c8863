// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.spi.RemovalCause;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who removes what has ended, and how much of it at once, with a clock of the user's. */
class ExpiryWorkTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MANY = 10_000;

    private final FakeTicker ticker = new FakeTicker();
    private final HeapTier tier = new HeapTier(1 << 30, 0, ticker, true);
    private final Region region = Regions.open(tier, Regions.settings(MINUTE.toNanos(), 0, Barrier.KEY));

    @Test
    @Tag("parity-49")
    void aWriteRemovesAFewOfManyThatHaveEnded() throws Throwable {
        fill(region);
        ticker.advance(MINUTE);
        long last = 0;
        for (int i = 0; last < MANY; i++) {
            Regions.put(region, "more " + i, "value", 0);
            assertThat(region.stats().expirations() - last).isBetween(1L, 16L);
            last = region.stats().expirations();
        }
        assertThat(last).isEqualTo(MANY);
    }

    @Test
    @Tag("parity-48")
    void cleanUpRemovesAllThatHasEndedAndNothingElse() throws Throwable {
        fill(region);
        ticker.advance(MINUTE.dividedBy(2));
        Regions.put(region, "later", "value", 0);
        Regions.put(region, "never", "value", Long.MAX_VALUE);
        region.cleanUp();
        assertThat(region.stats().entries()).isEqualTo(MANY + 2);
        ticker.advance(MINUTE.dividedBy(2));
        assertThat(region.liveEntries()).isEqualTo(2);
        assertThat(region.stats().entries()).as("ended, but not removed").isEqualTo(MANY + 2);
        region.cleanUp();
        assertThat(region.stats().entries()).isEqualTo(2);
        assertThat(region.stats().expirations()).isEqualTo(MANY);
        assertThat(region.liveEntries()).isEqualTo(2);
        assertThat(tier.budget.lock.isLocked()).isFalse();
    }

    /** Deadlines in no order, so that the wheel has to search. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("parity-39")
    void whereRoomIsNeededWhatHasEndedGoesFirst(boolean ofTheRegion) throws Throwable {
        int limit = 500;
        Eviction lru = new Eviction("lru", 0, List.of());
        HeapTier full = new HeapTier(1 << 30, ofTheRegion ? 0 : limit, ticker, true, lru);
        Region eternal = Regions.open(full, Regions.settings(0, 0, Barrier.KEY));
        RegionSettings settings =
                new RegionSettings("test", 0, 0, Barrier.KEY, Storage.AUTO, ofTheRegion ? limit : 0, 0, true);
        Region mortal = Regions.open(full, settings);
        Random random = new Random(3);
        for (int i = 0; i < limit; i++) {
            Regions.put(mortal, "old " + i, "value", i < 200 ? 0 : 1 + random.nextInt(1_000_000));
        }
        ticker.advance(Duration.ofMillis(1));
        for (int i = 0; i < 300; i++) {
            Regions.put(ofTheRegion ? mortal : eternal, "new " + i, "value", 0);
        }
        assertThat(mortal.stats().evictions() + eternal.stats().evictions()).isZero();
        assertThat(mortal.stats().expirations()).isEqualTo(300);
        Regions.put(ofTheRegion ? mortal : eternal, "one more", "value", 0);
        assertThat(mortal.stats().evictions()).isEqualTo(1);
    }

    /** Many regions, all with something to give: none is passed over. */
    @Test
    @Tag("parity-39")
    void everyRegionGivesWhatHasEnded() throws Throwable {
        HeapTier full = new HeapTier(1 << 30, 100, ticker, true);
        Region[] regions = new Region[20];
        for (int i = 0; i < regions.length; i++) {
            regions[i] = Regions.open(full, Regions.settings(0, 0, Barrier.KEY));
            for (int j = 0; j < 5; j++) {
                Regions.put(regions[i], "key " + j, "value", 1 + (i * 7 + j) % 10);
            }
        }
        for (int step = 1; step <= 10; step++) {
            ticker.advance(Duration.ofNanos(1));
            for (int j = 0; j < 10; j++) {
                Regions.put(regions[0], step + " new " + j, "value", 0);
            }
        }
        long expired = 0;
        for (Region each : regions) {
            assertThat(each.stats().evictions()).isZero();
            expired += each.stats().expirations();
        }
        assertThat(expired).isEqualTo(100);
    }

    @Test
    @Tag("parity-21")
    void eachEndIsToldOnceAndCountedOnce() throws Throwable {
        Map<Entry, Integer> told = new HashMap<>();
        Map<RemovalCause, Integer> causes = new EnumMap<>(RemovalCause.class);
        Region heard = Regions.open(tier, Regions.settings(MINUTE.toNanos(), 0, Barrier.KEY), (e, stored, cause) -> {
            told.merge(e, 1, Integer::sum);
            causes.merge(cause, 1, Integer::sum);
        });
        fill(heard);
        ticker.advance(MINUTE);
        Regions.call(heard, "key 7", () -> "again");
        heard.cleanUp();
        assertThat(told).hasSize(MANY).doesNotContainValue(2);
        assertThat(causes).containsOnly(Map.entry(RemovalCause.EXPIRED, MANY));
        assertThat(heard.stats().expirations()).isEqualTo(MANY);
        assertThat(heard.stats().entries()).isEqualTo(1);
    }

    private static void fill(Region region) throws Throwable {
        for (int i = 0; i < MANY; i++) {
            Regions.put(region, "key " + i, "value", 0);
        }
    }
}
