// SPDX-License-Identifier: Apache-2.0
package dev.memo.examples;

import dev.memo.Memo;
import dev.memo.annotation.Cached;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The textbook recursion, which would take thousands of years, as it is written down: 91 loads, however many threads ask.
 *
 * <p>{@code java -javaagent:memo-agent.jar ... dev.memo.examples.Recursion}. Thread-safe.
 */
public final class Recursion {
    private static final int THREADS = 32;

    private Recursion() {}

    /** Asks from many threads at once. */
    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        Callable<Long> question = () -> fib(90);
        Set<Long> answers = ConcurrentHashMap.newKeySet();
        List<Future<Long>> futures = pool.invokeAll(Collections.nCopies(THREADS, question));
        for (Future<Long> future : futures) {
            answers.add(future.get());
        }
        pool.shutdown();
        System.out.println("fib(90), from " + THREADS + " threads: " + answers);
        System.out.println("loads: "
                + Memo.runtime()
                        .method(Recursion.class, "fib", int.class)
                        .stats()
                        .loads());
    }

    @Cached
    static long fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }
}
