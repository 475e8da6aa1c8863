// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.SecondChance;
import dev.memo.annotation.Barrier;
import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sums are exact after whatever has happened, and no limit is ever exceeded at rest. */
class AccountingTest {
    private static final long MAX_BYTES = 30_000;
    private static final int MAX_ENTRIES = 120;
    private static final int REGION_ENTRIES = 50;
    private static final int THREADS = 8;

    private final FakeTicker ticker = FakeTicker.wrappingAroundIn(Duration.ofNanos(5_000));
    private HeapTier tier = new HeapTier(MAX_BYTES, MAX_ENTRIES, ticker, true);
    private final List<Region> regions = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "lru, 1",
        "lru, 2",
        "lfu, 3",
        "fifo, 4",
        "lifo, 5",
        "mru, 6",
        "random, 7",
        "adaptive, 8",
        "second-chance, 9"
    })
    @Tag("parity-29")
    @Tag("parity-52")
    void sumsAreExactAndLimitsHeldAfterRandomOperations(String policy, long seed) throws Exception {
        System.out.println("AccountingTest " + policy + " seed " + seed);
        tier = new HeapTier(
                MAX_BYTES, MAX_ENTRIES, ticker, true, new Eviction(policy, seed, List.of(new SecondChance())));
        openRegions();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(seed * 1_000 + thread);
            all.add(pool.submit(() -> {
                for (int i = 0; i < 4_000; i++) {
                    operate(random);
                    if (i % 16 == 0 && overLimits()) {
                        over.set(true);
                    }
                }
            }));
        }
        for (Future<?> each : all) {
            assertThat(each.get()).isNull();
        }
        pool.shutdown();
        assertThat(over).isFalse();
        regions.forEach(AccountingTest::assertExact);
        assertTheBudgetAgrees();
    }

    private void openRegions() {
        regions.add(Regions.open(tier, Regions.settings(0, 0, Barrier.KEY)));
        regions.add(Regions.open(tier, Regions.settings(700, 0, Barrier.NONE)));
        regions.add(Regions.open(tier, Regions.settings(0, 300, Barrier.METHOD)));
        RegionSettings own = Regions.settings(900, 500, Barrier.KEY);
        regions.add(Regions.open(
                tier,
                new RegionSettings(
                        own.name(), 900, 500, Barrier.NONE, own.storage(), REGION_ENTRIES, MAX_BYTES / 2, false)));
    }

    private void operate(Random random) {
        Region region = regions.get(random.nextInt(regions.size()));
        String key = "key " + random.nextInt(60);
        int kind = random.nextInt(100);
        ticker.advance(Duration.ofNanos(random.nextInt(4)));
        if (kind < 3) {
            region.invalidateIf(e -> e.sameKey(new TextKey(key)));
        } else if (kind < 8) {
            region.invalidate(new TextKey(key));
        } else if (kind == 8) {
            region.invalidateAll();
        } else {
            call(region, key, value(random, kind));
        }
    }

    private static void call(Region region, String key, @Nullable Object value) {
        try {
            Object got = Regions.call(region, key, () -> {
                if (value instanceof IllegalStateException e) {
                    throw e;
                }
                return value;
            });
            assertThat(got == null || got instanceof String || got instanceof List)
                    .isTrue();
        } catch (Throwable e) {
            assertThat(e).hasMessage("boom");
        }
    }

    private static @Nullable Object value(Random random, int kind) {
        return switch (kind % 10) {
            case 0 -> null;
            case 1 -> new IllegalStateException("boom");
            case 2 -> "x".repeat((int) MAX_BYTES); // too large
            case 3 -> new ArrayList<>(List.of("isolated"));
            default -> "x".repeat(random.nextInt(1_000));
        };
    }

    private boolean overLimits() {
        long bytes = 0;
        long entries = 0;
        tier.budget.lock.lock();
        try {
            for (Region region : regions) {
                bytes += region.ledger.account.bytes;
                entries += region.ledger.account.entries;
            }
        } finally {
            tier.budget.lock.unlock();
        }
        return bytes > MAX_BYTES
                || entries > MAX_ENTRIES
                || regions.get(3).stats().entries() > REGION_ENTRIES
                || regions.get(3).stats().bytes() > MAX_BYTES / 2;
    }

    /** Sums up what is in the table, and drains the orders, to see that each has the same entries. */
    private static void assertExact(Region region) {
        Stats stats = region.stats();
        long[] found = new long[3];
        region.ledger.table.forEach(e -> {
            found[0] += e.weight;
            found[1]++;
            found[2] += e.state == Entry.LIVE && e.value != null ? 0 : 1;
        });
        assertThat(found[0]).isEqualTo(stats.bytes());
        assertThat(found[1]).isEqualTo(stats.entries());
        assertThat(found[2]).as("entries that are neither live nor gone").isZero();
        assertThat(stats.puts()).isGreaterThanOrEqualTo(stats.entries() + stats.evictions() + stats.expirations());
        int drained = 0;
        for (Entry e = next(region); e != null; e = next(region)) {
            assertThat(e.state).isEqualTo(Entry.LIVE);
            assertThat(region.invalidate(e)).isTrue();
            drained++;
        }
        assertThat(drained).isEqualTo((int) stats.entries());
        assertThat(region.stats().entries()).isZero();
        assertThat(region.stats().bytes()).isZero();
    }

    private static @Nullable Entry next(Region region) {
        region.tier.budget.lock();
        try {
            return region.ledger.order.victim(null);
        } finally {
            region.tier.budget.unlock();
        }
    }

    /** All is gone, so as much goes in as into a new one before anything is evicted. */
    private void assertTheBudgetAgrees() {
        Region region = regions.get(0);
        long evicted = region.stats().evictions();
        for (int i = 0; i < MAX_ENTRIES; i++) {
            call(region, "again " + i, "");
        }
        assertThat(region.stats().evictions()).isEqualTo(evicted);
        assertThat(region.stats().entries()).isEqualTo(MAX_ENTRIES);
        call(region, "one more", "");
        assertThat(region.stats().evictions()).isEqualTo(evicted + 1);
        region.invalidateAll();
        assertBytesAgree(region);
    }

    private static void assertBytesAgree(Region region) {
        int big = (int) MAX_BYTES / 3;
        long evicted = region.stats().evictions();
        call(region, "a", "x".repeat(big - 500));
        call(region, "b", "x".repeat(big - 500));
        call(region, "c", "x".repeat(big - 500));
        assertThat(region.stats().evictions()).isEqualTo(evicted);
        call(region, "d", "x".repeat(big - 500));
        assertThat(region.stats().evictions()).isEqualTo(evicted + 1);
    }
}
