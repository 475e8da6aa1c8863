// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that read what was computed from a source, while another one changes the source and looks at once. */
@Timeout(120)
class DependencyFenceTest {
    private static final int CHANGES = 3_000;

    @Test
    void whoChangesTheSourceSeesNothingOlderAfter() throws Exception {
        assertThat(olderThanChanged(true)).isZero();
    }

    @Test
    void theTestSeesOlderResultsWhereTheyAreNotDependent() throws Exception {
        assertThat(olderThanChanged(false)).isPositive();
    }

    private static int olderThanChanged(boolean dependent) throws Exception {
        Memo memo = Memo.create();
        AtomicInteger truth = new AtomicInteger();
        Function<Integer, Integer> source = memo.memoize("source", CacheSettings.of(), key -> truth.get());
        CacheSettings<Integer, Integer> settings =
                CacheSettings.<Integer, Integer>of().dependencies(dependent);
        Function<Integer, Integer> middle = memo.memoize("middle", settings, source);
        Function<Integer, Integer> top = memo.memoize("top", settings, middle);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        int older = 0;
        try {
            Future<?> one = threads.submit(() -> read(top, done));
            Future<?> other = threads.submit(() -> read(middle, done));
            for (int i = 1; i <= CHANGES; i++) {
                truth.set(i);
                Memo.invalidate(() -> source.apply(1));
                older += top.apply(1) < i ? 1 : 0;
            }
            done.set(true);
            one.get();
            other.get();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        return older;
    }

    private static void read(Function<Integer, Integer> function, AtomicBoolean done) {
        int last = 0;
        while (!done.get()) {
            last = Math.max(last, function.apply(1));
        }
        assertThat(last).isNotNegative();
    }
}
