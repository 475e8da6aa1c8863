// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.annotation.Cached;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers of asynchronous methods, on few threads. */
@Timeout(120)
class AsyncCrowdTest {
    private static final int CALLERS = 10_000;

    private final Memo memo = Memo.create();

    @Test
    @Tag("parity-2")
    @Tag("parity-5")
    void tenThousandCallersOnAPoolOfTwoThreadsDoNotStall() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            AtomicInteger loads = new AtomicInteger();
            CompletableFuture<Void> allCame = new CompletableFuture<>();
            Loads quotes = memo.proxy(Loads.class, key -> {
                loads.incrementAndGet();
                return allCame.thenApplyAsync(nothing -> new ArrayList<>(List.of("v" + key)), pool);
            });
            AtomicInteger right = new AtomicInteger();
            CountDownLatch ended = new CountDownLatch(CALLERS);
            CountDownLatch came = new CountDownLatch(CALLERS);
            for (int i = 0; i < CALLERS; i++) {
                pool.execute(() -> {
                    CompletableFuture<?> unused = quotes.load(7)
                            .whenCompleteAsync(
                                    (value, thrown) -> {
                                        right.addAndGet(List.of("v7").equals(value) ? 1 : 0);
                                        ended.countDown();
                                    },
                                    pool);
                    came.countDown();
                });
            }
            Latches.await(came);
            allCame.complete(null);
            Latches.await(ended);
            assertThat(right).hasValue(CALLERS);
            assertThat(loads).hasValue(1);
            assertThat(memo.method(Loads.class, "load").stats().waits()).isEqualTo(CALLERS - 1);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Followers come while flights land: each of them gets a value, whichever side sees the other first. */
    @Test
    @Tag("parity-5")
    void whoComesAsAFlightLandsGetsItsOutcome() throws Exception {
        long seed = Seed.next();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Queue<CompletableFuture<List<String>>> open = new ConcurrentLinkedQueue<>();
            Loads quotes = memo.proxy(Loads.class, key -> {
                CompletableFuture<List<String>> run = new CompletableFuture<>();
                open.add(run);
                return run;
            });
            int rounds = 20_000;
            AtomicReferenceArray<@Nullable CompletableFuture<List<String>>> calls =
                    new AtomicReferenceArray<>(3 * rounds);
            CountDownLatch called = new CountDownLatch(3);
            for (int t = 0; t < 3; t++) {
                int thread = t;
                threads.execute(() -> {
                    Random random = new Random(seed + thread);
                    for (int i = 0; i < rounds; i++) {
                        calls.set(thread * rounds + i, quotes.load(random.nextInt(8)));
                        if (random.nextInt(4) == 0) {
                            memo.invalidateAll();
                        }
                    }
                    called.countDown();
                });
            }
            threads.execute(() -> complete(open, called, new Random(seed)));
            Latches.await(called);
            for (int i = 0; i < calls.length(); i++) {
                CompletableFuture<List<String>> call = java.util.Objects.requireNonNull(calls.get(i));
                Object outcome = call.handle((value, thrown) -> thrown == null ? (Object) value : thrown.getMessage())
                        .get(30, TimeUnit.SECONDS);
                assertThat(outcome).as("seed %s, call %s", seed, i).isIn(List.of("v"), "failed");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // it runs beside the callers until they are through
    private static void complete(Queue<CompletableFuture<List<String>>> open, CountDownLatch called, Random random) {
        while (called.getCount() > 0 || !open.isEmpty()) {
            CompletableFuture<List<String>> next = open.poll();
            if (next == null) {
                Thread.yield();
            } else if (random.nextInt(3) == 0) {
                next.completeExceptionally(new IllegalStateException("failed"));
            } else {
                next.complete(new ArrayList<>(List.of("v")));
            }
        }
    }

    /** Loads for a key. Implementations are thread-safe. */
    @FunctionalInterface
    interface Loads {
        @Cached
        CompletableFuture<List<String>> load(int key);
    }
}
