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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers of asynchronous methods, on few threads. */
@Timeout(120)
class AsyncCrowdTest {
    private static final int CALLERS = 10_000;
    private static final int THREADS = 3;
    private static final int ROUNDS = 20_000;

    private final Memo memo = Memo.create();
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger right = new AtomicInteger();
    private final CountDownLatch came = new CountDownLatch(CALLERS);
    private final CountDownLatch ended = new CountDownLatch(CALLERS);
    private final Queue<CompletableFuture<List<String>>> open = new ConcurrentLinkedQueue<>();
    private final CountDownLatch called = new CountDownLatch(THREADS);

    @AfterEach
    void stop() {
        pool.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    @Tag("parity-2")
    @Tag("parity-5")
    void tenThousandCallersOnAPoolOfTwoThreadsDoNotStall() {
        CompletableFuture<Void> allCame = new CompletableFuture<>();
        Loads quotes = memo.proxy(Loads.class, key -> {
            loads.incrementAndGet();
            return allCame.thenApplyAsync(nothing -> new ArrayList<>(List.of("v" + key)), pool);
        });
        for (int i = 0; i < CALLERS; i++) {
            pool.execute(() -> call(quotes));
        }
        Latches.await(came);
        allCame.complete(null);
        Latches.await(ended);
        assertThat(right).hasValue(CALLERS);
        assertThat(loads).hasValue(1);
        assertThat(memo.method(Loads.class, "load").stats().waits()).isEqualTo(CALLERS - 1);
    }

    private void call(Loads quotes) {
        CompletableFuture<?> unused = quotes.load(7)
                .whenCompleteAsync(
                        (value, thrown) -> {
                            right.addAndGet(List.of("v7").equals(value) ? 1 : 0);
                            ended.countDown();
                        },
                        pool);
        came.countDown();
    }

    /** Followers come while flights land: each of them gets a value, whichever side sees the other first. */
    @Test
    @Tag("parity-5")
    void whoComesAsAFlightLandsGetsItsOutcome() throws Exception {
        long seed = Seed.next();
        Loads quotes = memo.proxy(Loads.class, key -> {
            CompletableFuture<List<String>> run = new CompletableFuture<>();
            open.add(run);
            return run;
        });
        List<List<CompletableFuture<List<String>>>> calls = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<CompletableFuture<List<String>>> own = new ArrayList<>(ROUNDS);
            Random random = new Random(seed + thread);
            calls.add(own);
            threads.execute(() -> callOften(quotes, random, own));
        }
        threads.execute(() -> complete(new Random(seed)));
        Latches.await(called);
        for (List<CompletableFuture<List<String>>> own : calls) {
            assertThat(own).hasSize(ROUNDS);
            for (CompletableFuture<List<String>> call : own) {
                assertThat(outcome(call)).as("seed %s", seed).isIn(List.of("v"), "failed");
            }
        }
    }

    private void callOften(Loads quotes, Random random, List<CompletableFuture<List<String>>> calls) {
        for (int i = 0; i < ROUNDS; i++) {
            calls.add(quotes.load(random.nextInt(8)));
            if (random.nextInt(4) == 0) {
                memo.invalidateAll();
            }
        }
        called.countDown();
    }

    @SuppressWarnings("ThreadPriorityCheck") // it runs beside the callers until they are through
    private void complete(Random random) {
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

    private static Object outcome(CompletableFuture<List<String>> call) throws Exception {
        return call.handle((value, thrown) -> thrown == null ? (Object) value : String.valueOf(thrown.getMessage()))
                .get(30, TimeUnit.SECONDS);
    }

    /** Loads for a key. Implementations are thread-safe. */
    @FunctionalInterface
    interface Loads {
        @Cached
        CompletableFuture<List<String>> load(int key);
    }
}
