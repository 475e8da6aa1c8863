// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Barrier;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Beside methods that are dear to load and have more keys than there is room for, a cheap one keeps an eighth of an equal
 * part, and no more.
 */
class ValueTurnFloorTest {
    private static final int SHARE = 8;
    private static final int NO_FLOOR = Integer.MAX_VALUE;
    private static final long ROOM = 1L << 40;
    private static final int ENTRY = 400;
    private static final int DEAR_KEYS = 2_000;
    private static final int CHEAP_KEYS = 10_000;

    private final FakeTicker ticker = new FakeTicker();
    private final List<Region> dear = new ArrayList<>();
    private final List<Region> cheap = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"120000, 1, 1", "120000, 1, 2", "1200000, 20, 3"})
    void cheapMethodsKeepTheirShareOfTheBytes(long maxBytes, int pairs, long seed) throws Throwable {
        System.out.println("ValueTurnFloorTest bytes seed " + seed);
        run(new HeapTier(maxBytes, 0, ticker, true), pairs, seed);

        long floor = maxBytes / (2L * pairs * SHARE);
        assertThat(cheap)
                .allSatisfy(region -> assertThat(region.stats().bytes()).isBetween(floor, floor + ENTRY));
        assertThat(sum(dear) + sum(cheap)).isBetween(maxBytes - ENTRY, maxBytes);
    }

    @ParameterizedTest
    @CsvSource({"600, 1, 4", "6000, 20, 5"})
    void cheapMethodsKeepTheirShareOfTheEntries(long maxEntries, int pairs, long seed) throws Throwable {
        System.out.println("ValueTurnFloorTest entries seed " + seed);
        run(new HeapTier(ROOM, maxEntries, ticker, true), pairs, seed);

        long floor = maxEntries / (2L * pairs * SHARE);
        assertThat(cheap)
                .allSatisfy(region -> assertThat(region.stats().entries()).isBetween(floor, floor + 1));
    }

    /** The canary: it is the floor that keeps them, as nothing else does. */
    @ParameterizedTest
    @CsvSource({"120000, 0, 1, 1", "1200000, 0, 20, 3", "1000000000, 600, 1, 4"})
    void withoutAFloorTheyStarve(long maxBytes, long maxEntries, int pairs, long seed) throws Throwable {
        System.out.println("ValueTurnFloorTest without seed " + seed);
        Turn turn = new ValueTurn(NO_FLOOR);
        run(
                new HeapTier(new HeapTier.Limits(maxBytes, maxEntries, 0.5), ticker, true, Eviction.defaults(), turn),
                pairs,
                seed);

        assertThat(cheap)
                .allSatisfy(region -> assertThat(region.stats().entries()).isLessThan(5));
    }

    /** Calls all methods equally often; a load of the dear ones takes a thousand times as long. */
    private void run(HeapTier tier, int pairs, long seed) throws Throwable {
        for (int i = 0; i < pairs; i++) {
            dear.add(Regions.open(tier, Regions.settings(0, 0, Barrier.KEY)));
            cheap.add(Regions.open(tier, Regions.settings(0, 0, Barrier.KEY)));
        }
        Random random = new Random(seed);
        for (int i = 0; i < 20_000 * Math.min(pairs, 3); i++) {
            int pair = i % pairs;
            load(dear.get(pair), "dear " + random.nextInt(DEAR_KEYS), Duration.ofMillis(1));
            load(cheap.get(pair), "cheap " + random.nextInt(CHEAP_KEYS), Duration.ofNanos(1_000));
        }
    }

    private void load(Region region, String key, Duration time) throws Throwable {
        Regions.call(region, key, () -> {
            ticker.advance(time);
            return "x".repeat(100);
        });
    }

    private static long sum(List<Region> regions) {
        return regions.stream().mapToLong(region -> region.stats().bytes()).sum();
    }
}
