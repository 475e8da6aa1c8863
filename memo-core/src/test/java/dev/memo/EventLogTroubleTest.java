// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import dev.memo.region.Messages;
import dev.memo.testkit.FakeTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A logger of events is somebody else's code: whatever it does, calls go on, and nothing of Memo's is held meanwhile. */
@Timeout(60)
@Tag("parity-66")
class EventLogTroubleTest {
    private static final String SQUARE = "EventLogTroubleTest.Numbers.square";

    private final FakeTicker ticker = new FakeTicker();
    private final EventLines lines = new EventLines();
    private final Memo memo = Memo.builder().logEvents(true).ticker(ticker).build();
    private final AtomicInteger loads = new AtomicInteger();
    private volatile IntUnaryOperator body = n -> n * n;
    private final Numbers numbers = memo.proxy(Numbers.class, n -> {
        loads.incrementAndGet();
        return body.applyAsInt(n);
    });

    @AfterEach
    void listenNoMore() {
        lines.close();
    }

    @Test
    void whatItThrowsReachesNoCallAndIsSaidAtABoundedRate() {
        for (Throwable thrown : List.of(new IllegalStateException("no log"), new AssertionError("no log"))) {
            try (Messages messages = new Messages("the log of events threw")) {
                Memo own = Memo.builder().logEvents(true).ticker(ticker).build();
                Numbers plain = own.proxy(Numbers.class, n -> n + 1);
                lines.then(line -> sneak(thrown));
                for (int i = 0; i < 50; i++) {
                    assertThat(plain.square(7)).isEqualTo(8);
                }
                assertThat(own.stats().loads()).isEqualTo(1);
                assertThat(own.stats().hits()).isEqualTo(49);
                assertThat(messages.all()).as("1, 2, 4, 8, 16, 32 of 51").hasSize(6);
            }
        }
    }

    @Test
    void itMayCallMemoizedMethodsAndCaches() {
        Cache<String, Integer> cache = memo.cache("c", CacheSettings.of());
        AtomicInteger lineage = new AtomicInteger();
        lines.then(line -> {
            lineage.incrementAndGet();
            assertThat(numbers.square(7)).isEqualTo(49);
            assertThat(cache.get("k", key -> 1)).isEqualTo(1);
        });

        assertThat(numbers.square(7)).isEqualTo(49);
        assertThat(numbers.square(7)).isEqualTo(49);

        assertThat(lines.of(SQUARE)).containsExactly("miss", "load, 0 us", "hit in the heap");
        assertThat(lineage).hasValue(3);
        assertThat(loads).as("its own calls go through").hasValue(4);
        assertThat(lines.of("c")).isEmpty();
        lines.then(line -> {});
        cache.get("k");
        numbers.square(7);
        assertThat(lines.of("c")).as("all is as before").containsExactly("hit in the heap");
        assertThat(lines.of(SQUARE)).containsExactly("hit in the heap");
        assertThat(loads).hasValue(4);
    }

    /** One thread loads 1 and has something to tell meanwhile; the other has the logger's lock and wants 1. */
    @Test
    void aLoggerWithALockThatWaitsForALoadIsNoDeadlock() throws Exception {
        Object lock = new Object();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch loading = new CountDownLatch(1);
        body = n -> {
            if (n == 1) {
                loading.countDown();
                Latches.await(locked);
                return numbers.square(2) + 1;
            }
            return n;
        };
        AtomicBoolean first = new AtomicBoolean(true);
        CompletableFuture<Integer> leader =
                CompletableFuture.supplyAsync(() -> numbers.square(1), ThreadPerTask.EXECUTOR);
        Latches.await(loading);
        lines.then(line -> {
            synchronized (lock) {
                if (first.getAndSet(false)) {
                    locked.countDown();
                    assertThat(numbers.square(1)).isEqualTo(3);
                }
            }
        });

        assertThat(numbers.square(5)).isEqualTo(5);

        assertThat(leader.get(30, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void nothingIsHeldWhileItIsCalled() {
        CacheSettings<Integer, Integer> settings = CacheSettings.of();
        Cache<Integer, Integer> cache =
                memo.cache("c", settings.ttl(Duration.ofMinutes(1)).maxEntries(2));
        lines.then(line -> {
            long unused = CompletableFuture.supplyAsync(() -> memo.stats().puts(), ThreadPerTask.EXECUTOR)
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join(); // takes the lock
        });

        try (Messages messages = new Messages("the log of events threw")) {
            for (int i = 0; i < 3; i++) {
                cache.put(i, i);
            }
            ticker.advance(Duration.ofMinutes(1));
            cache.put(3, 3);
            cache.clear();
            cache.get(4, key -> key);

            assertThat(messages.all()).isEmpty();
        }
        assertThat(lines.of("c")).contains("put", "evicted", "expired", "cleared", "miss", "load, 0 us");
    }

    @Test
    void aStackThatEndsMidwayLeavesTheThreadAsItWas() {
        lines.then(line -> {});
        body = n -> numbers.square(n + 1);
        try {
            numbers.square(0);
        } catch (StackOverflowError expected) {
            assertThat(expected).isNotNull();
        }
        lines.of(SQUARE);
        body = n -> n * n;

        numbers.square(-3);
        numbers.square(-3);

        assertThat(lines.of(SQUARE)).containsExactly("miss", "load, 0 us", "hit in the heap");
    }

    @SuppressWarnings("unchecked") // so that a checked one would pass, too
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Has one method. */
    @FunctionalInterface
    interface Numbers {
        @Cached
        int square(int n);
    }
}
