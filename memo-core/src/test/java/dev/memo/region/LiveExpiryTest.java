// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.Eventually;
import dev.memo.annotation.Barrier;
import dev.memo.annotation.Storage;
import dev.memo.spi.RemovalCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sums are exact and the limits held while the expirer and eight threads are at work. */
@Timeout(120)
class LiveExpiryTest {
    private static final int THREADS = 8;
    private static final int OPERATIONS = 20_000;
    private static final int MAX_ENTRIES = 300;
    private static final long MAX_BYTES = 60_000;
    private static final long MILLI = 1_000_000;

    private final HeapTier tier = new HeapTier(MAX_BYTES, MAX_ENTRIES, null, true);
    private final List<Region> regions = new ArrayList<>();
    private final Map<RemovalCause, LongAdder> told = new ConcurrentHashMap<>();
    private final AtomicInteger broken = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("parity-29")
    @Tag("parity-49")
    void sumsAreExactWithALiveExpirer(long seed) throws Exception {
        System.out.println("LiveExpiryTest seed " + seed);
        open(0, 0, 0);
        open(2 * MILLI, 0, 0);
        open(0, MILLI, 0);
        open(5 * MILLI, 3 * MILLI, 50);
        work(seed);
        assertThat(broken).hasValue(0);
        assertThat(Eventually.holds(() -> regions.stream()
                        .skip(1)
                        .allMatch(region -> region.stats().entries() == 0)))
                .as("all that ends has ended, and nobody but the expirer is there to remove it")
                .isTrue();
        regions.get(0).invalidateAll();
        assertEachRemovalWasToldOnce();
        assertTheBudgetIsEmpty();
        assertThat(Objects.requireNonNull(tier.budget.expiry.expirer()).wakeUps())
                .isPositive();
    }

    private void open(long ttl, long idle, int maxEntries) {
        RegionSettings settings =
                new RegionSettings("test", ttl, idle, Barrier.NONE, Storage.SHARED, maxEntries, 0, true);
        regions.add(Regions.open(
                tier,
                settings,
                (e, stored, cause) ->
                        told.computeIfAbsent(cause, each -> new LongAdder()).increment()));
    }

    private void work(long seed) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            Random random = new Random(seed * 1_000 + thread);
            all.add(pool.submit(() -> {
                for (int i = 0; i < OPERATIONS; i++) {
                    operate(random);
                    broken.addAndGet(i % 64 == 0 && !consistent() ? 1 : 0);
                }
            }));
        }
        for (Future<?> each : all) {
            assertThat(each.get()).isNull();
        }
        pool.shutdown();
    }

    private void operate(Random random) {
        Region region = regions.get(random.nextInt(regions.size()));
        String key = "key " + random.nextInt(150);
        int kind = random.nextInt(1_000);
        try {
            if (kind == 0) {
                region.invalidateAll();
            } else if (kind < 30) {
                region.invalidate(new TextKey(key));
            } else if (kind < 35) {
                region.cleanUp();
            } else if (kind < 300) {
                write(region, key, random);
            } else {
                Regions.call(region, key, () -> value(random));
            }
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Region region, String key, Random random) {
        Writes writes = new Writes(region);
        long ttl = random.nextBoolean() ? 0 : random.nextInt(4 * (int) MILLI) - MILLI / 8;
        TextKey kept = new TextKey(key);
        switch (random.nextInt(5)) {
            case 0 -> writes.store(writes.candidate(kept, value(random), ttl), Condition.ABSENT);
            case 1 -> writes.store(writes.candidate(kept, value(random), ttl), Condition.PRESENT);
            case 2 -> exchange(region, writes, writes.candidate(kept, value(random), ttl));
            case 3 -> writes.remove(kept, Condition.ALWAYS);
            default -> writes.store(writes.candidate(kept, value(random), ttl), Condition.ALWAYS);
        }
    }

    private static void exchange(Region region, Writes writes, Candidate candidate) {
        Live live = new Reads(region).live(candidate.entry());
        writes.store(candidate, live == null ? Condition.VACANT : Condition.same(live.entry()));
    }

    /** One of a hundred takes more than half of the limit. */
    private static String value(Random random) {
        return "x".repeat(random.nextInt(100) == 0 ? (int) MAX_BYTES : random.nextInt(400));
    }

    /** The sums of all accounts are those of the entries, and below the limits. */
    private boolean consistent() {
        long bytes = 0;
        long entries = 0;
        boolean same = true;
        tier.budget.lock();
        try {
            for (Region region : regions) {
                long[] found = new long[2];
                region.ledger.table.forEach(e -> {
                    found[0] += e.state == Entry.LIVE ? e.weight : 0;
                    found[1] += e.state == Entry.LIVE ? 1 : 0;
                });
                same &= found[0] == region.ledger.account.bytes && found[1] == region.ledger.account.entries;
                bytes += found[0];
                entries += found[1];
            }
            same &= regions.get(3).ledger.account.entries <= 50;
        } finally {
            tier.budget.unlock();
        }
        return same && bytes <= MAX_BYTES && entries <= MAX_ENTRIES;
    }

    private void assertEachRemovalWasToldOnce() {
        long puts = regions.stream().mapToLong(region -> region.stats().puts()).sum();
        long expired = regions.stream()
                .mapToLong(region -> region.stats().expirations())
                .sum();
        long evicted =
                regions.stream().mapToLong(region -> region.stats().evictions()).sum();
        long all = told.values().stream().mapToLong(LongAdder::sum).sum();
        assertThat(told(RemovalCause.EXPIRED)).isEqualTo(expired).isPositive();
        assertThat(told(RemovalCause.EVICTED)).isEqualTo(evicted).isPositive();
        assertThat(all).isEqualTo(puts);
        assertThat(told(RemovalCause.REPLACED)).isPositive();
        assertThat(regions)
                .allSatisfy(region -> assertThat(region.stats().rejections()).isPositive());
    }

    private long told(RemovalCause cause) {
        LongAdder count = told.get(cause);
        return count == null ? 0 : count.sum();
    }

    /** As much goes in as into a new one before anything is evicted. */
    private void assertTheBudgetIsEmpty() throws AssertionError {
        Region region = Regions.open(tier, Regions.settings(0, 0, Barrier.KEY));
        try {
            for (int i = 0; i <= MAX_ENTRIES; i++) {
                assertThat(region.stats().evictions()).isZero();
                Regions.call(region, "again " + i, () -> "");
            }
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        assertThat(region.stats().evictions()).isEqualTo(1);
    }
}
