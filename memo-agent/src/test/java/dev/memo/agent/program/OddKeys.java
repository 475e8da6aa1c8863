// SPDX-License-Identifier: Apache-2.0
package dev.memo.agent.program;

import dev.memo.annotation.Cached;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Keys whose own code misbehaves or is memoized itself, and one key asked for by many threads at once. */
public final class OddKeys {
    private static final int THREADS = 50;
    private static final AtomicInteger RUNS = new AtomicInteger();

    private OddKeys() {}

    /** Throws when it is asked for its hash. */
    private static final class Throwing {
        @Override
        public int hashCode() {
            throw new IllegalStateException("no hash");
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("no equality");
        }
    }

    /** Its hash is memoized. */
    private record Hashed(int a) {
        @Override
        @Cached
        public int hashCode() {
            return RUNS.incrementAndGet() * 0 + a;
        }
    }

    @Cached
    private static String text(Object key) {
        RUNS.incrementAndGet();
        return key.getClass().getSimpleName();
    }

    @Cached
    private static String failing(int key) {
        if (RUNS.incrementAndGet() > 0) {
            throw new IllegalArgumentException("planned " + key);
        }
        return "never";
    }

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        Throwing throwing = new Throwing();
        System.out.println(text(throwing) + text(throwing) + " runs " + RUNS.getAndSet(0));
        System.out.println(text(new Hashed(1)) + text(new Hashed(1)) + text(new Hashed(1)));
        RUNS.set(0);
        System.out.println("threads " + together(() -> text("one")) + " runs " + RUNS.getAndSet(0));
        System.out.println("failures " + together(() -> failure()));
    }

    private static String failure() {
        try {
            return failing(1);
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** What many threads get, without repetitions. */
    private static List<String> together(Callable<String> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Callable<String> started = () -> {
            start.await();
            return call.call();
        };
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<String>> results =
                    pool.invokeAll(Stream.generate(() -> started).limit(THREADS).toList());
            String[] texts = new String[THREADS];
            for (int i = 0; i < THREADS; i++) {
                texts[i] = results.get(i).get();
            }
            return Stream.of(texts).distinct().toList();
        } finally {
            pool.shutdown();
        }
    }
}
