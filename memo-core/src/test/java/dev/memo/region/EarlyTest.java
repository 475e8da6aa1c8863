// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A value may be loaded anew before its end, the likelier the nearer that is. */
class EarlyTest {
    private static final Duration TTL = Duration.ofSeconds(100);
    private static final Duration LOAD = Duration.ofSeconds(1);

    private final FakeTicker ticker = new FakeTicker();

    @Test
    void nobodyLoadsAnewFarFromTheEnd() throws Throwable {
        Region region = open(1, 1);
        load(region, "k");
        ticker.advance(TTL.minus(LOAD.multipliedBy(13)));
        for (int i = 0; i < 10_000; i++) {
            assertThat(loads(region, "k")).isFalse();
        }
    }

    /** After so many draws at a distance of d load times, the share of early loads is that of draws above d: e to the -d. */
    @Test
    void theShareOfEarlyLoadsIsThatOfThePaper() throws Throwable {
        for (int distance : new int[] {1, 2, 3}) {
            Region region = open(1, distance);
            int keys = 4_000;
            for (int key = 0; key < keys; key++) {
                loadAtOnce(region, "k" + key);
            }
            ticker.advance(TTL.minus(LOAD.multipliedBy(distance)));
            int early = 0;
            for (int key = 0; key < keys; key++) {
                early += loads(region, "k" + key) ? 1 : 0;
            }
            assertThat(early / (double) keys).isBetween(Math.exp(-distance * 1.25), Math.exp(-distance * 0.8));
        }
    }

    @Test
    void theSameSeedDecidesTheSame() throws Throwable {
        assertThat(decisions(7)).isEqualTo(decisions(7)).isNotEqualTo(decisions(8));
    }

    @Test
    void aGreaterFactorLoadsSooner() throws Throwable {
        Region region = open(10, 1);
        load(region, "k");
        ticker.advance(TTL.minus(LOAD.multipliedBy(13)));
        boolean loaded = false;
        for (int i = 0; i < 1_000 && !loaded; i++) {
            loaded = loads(region, "k");
        }
        assertThat(loaded).isTrue();
    }

    @Test
    void anEarlyLoadThatFailsLeavesTheValue() throws Throwable {
        Region region = open(1, 1);
        load(region, "k");
        ticker.advance(TTL.minus(Duration.ofNanos(1)));
        for (int i = 0; i < 100; i++) {
            Object answer = region.begin(new TextKey("k"));
            if (answer instanceof Flight flight) {
                flight.accept(null, new IllegalStateException("as the test wants it"));
                answer = flight.get();
            }
            assertThat(answer).isEqualTo("value");
        }
        assertThat(region.stats().loadFailures()).isEqualTo(1);
        assertThat(region.stats().staleServes()).isZero();
    }

    private List<Boolean> decisions(long seed) throws Throwable {
        Region region = open(1, seed);
        List<Boolean> decisions = new ArrayList<>();
        for (int key = 0; key < 64; key++) {
            loadAtOnce(region, "k" + key);
        }
        ticker.advance(TTL.minus(LOAD));
        for (int key = 0; key < 64; key++) {
            decisions.add(loads(region, "k" + key));
        }
        return decisions;
    }

    private Region open(double factor, long seed) {
        Freshness none = Freshness.NONE;
        RegionSettings settings = new RegionSettings(
                "early",
                new RegionSettings.Lifespan(TTL.toNanos(), 0, 0),
                new RegionSettings.Limits(0, 0),
                Barrier.KEY,
                Storage.AUTO,
                true,
                "",
                false,
                Waiting.DEFAULT,
                new Freshness(0, none.retryNanos(), 0, factor, none.patience(), none.lives()),
                Nested.DEFAULT);
        Eviction seeded = new Eviction("lru", seed, List.of());
        return Regions.open(new HeapTier(1 << 24, 0, ticker, true, seeded), settings);
    }

    private void load(Region region, String key) throws Throwable {
        Regions.call(region, key, () -> {
            ticker.advance(LOAD);
            return "value";
        });
    }

    /** Loads in a second that is over for all keys at once. */
    private void loadAtOnce(Region region, String key) throws Throwable {
        if (region.begin(new TextKey(key)) instanceof Flight flight) {
            startedEarlier(flight);
            flight.accept("value", null);
        }
    }

    /** Returns whether the call was made to load anew; it takes no time. */
    private boolean loads(Region region, String key) throws Throwable {
        Object answer = region.begin(new TextKey(key));
        if (answer instanceof Flight flight) {
            startedEarlier(flight);
            flight.accept("value", null);
            return true;
        }
        return false;
    }

    private void startedEarlier(Flight flight) {
        flight.starts(ticker.nanos() - LOAD.toNanos());
    }
}
