// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.spi.Stats;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Values that age, under real threads: readers, refreshes and reloads in the background, a clock that runs, and a writer that
 * invalidates. What was loaded before an invalidation is never served to a call that came after it, stale or fresh.
 */
@Timeout(120)
class AgingStressTest {
    private static final int READERS = 4;
    private static final int ROUNDS = 100_000;
    private static final int LEAST_ROUNDS = 1_000;
    private static final int ENOUGH = 50;
    private static final long NAP_NANOS = 10_000;

    private final FakeTicker ticker = new FakeTicker();
    private final Memo memo = Memo.builder().ticker(ticker).build();
    private final Cache<String, Integer> cache = memo.cache(
            "c",
            CacheSettings.of()
                    .ttl(Duration.ofNanos(50))
                    .refresh(Duration.ofNanos(10))
                    .keep(Duration.ofNanos(500))
                    .retry(Duration.ofNanos(5))
                    .early(1)
                    .soft(Duration.ofMillis(50)));
    private final AtomicInteger source = new AtomicInteger();
    private final AtomicInteger invalidated = new AtomicInteger();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    private final ExecutorService pool = Executors.newFixedThreadPool(READERS);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void nothingOfBeforeAnInvalidationIsServedAfterIt() throws Exception {
        List<CompletableFuture<String>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(CompletableFuture.supplyAsync(this::read, pool));
        }
        for (int round = 0; round < LEAST_ROUNDS || (round < ROUNDS && !hasSeenEnough()); round++) {
            ticker.advance(Duration.ofNanos(round % 7));
            if (round % 50 == 49) {
                int written = source.incrementAndGet();
                cache.remove("k");
                invalidated.set(written);
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
        over.set(true);
        for (CompletableFuture<String> reader : readers) {
            assertThat(reader.get(60, TimeUnit.SECONDS)).isEmpty();
        }
        Stats stats = cache.stats();
        assertThat(stats.hits() + stats.misses() + stats.bypasses()).isGreaterThanOrEqualTo(calls.get());
        assertThat(cache.size()).isLessThanOrEqualTo(1);
        assertThat(stats.refreshes()).as("it is about these").isPositive();
        assertThat(stats.staleServes()).as("and these").isPositive();
    }

    private boolean hasSeenEnough() {
        Stats stats = cache.stats();
        return stats.refreshes() > ENOUGH && stats.staleServes() > ENOUGH;
    }

    /** Returns what was wrong, empty for nothing. */
    private String read() {
        Function<String, Integer> loader = key -> {
            int value = source.get();
            if (value % 7 == 3) {
                throw new IllegalStateException("as the test wants it");
            }
            return value;
        };
        while (!over.get()) {
            int least = invalidated.get();
            calls.incrementAndGet();
            int got = answer(loader);
            if (got < least) {
                return got + " was served after the invalidation of " + least;
            }
        }
        return "";
    }

    /** Returns the greatest number where the original throws. */
    private int answer(Function<String, Integer> loader) {
        try {
            Integer got = cache.get("k", loader);
            return got == null ? -1 : got;
        } catch (IllegalStateException e) {
            return Integer.MAX_VALUE;
        }
    }
}
