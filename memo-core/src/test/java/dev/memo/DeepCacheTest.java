// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntConsumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A direct cache that is used at the end of the stack keeps exact sums, and nobody waits for its lock for ever. */
@Timeout(120)
class DeepCacheTest {
    private static final int ROUNDS = 40;
    private static final int TRIES = 60;
    private static final long LEAST_STACK = 200_000;

    private int tries;

    @ParameterizedTest
    @CsvSource({
        "adaptive, add", "adaptive, put", "adaptive, remove", "adaptive, size", "adaptive, clear",
        "lru, add", "lru, put", "lru, remove", "lru, size", "lru, clear"
    })
    void sumsAreExactAfterAStackHasOverflown(String policy, String operation) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Cache<Integer, Integer> cache = Memo.create()
                    .cache(
                            "deep",
                            CacheSettings.<Integer, Integer>of().policy(policy).maxEntries(3));
            for (int key = 0; key < 3; key++) {
                cache.put(-key, key);
            }
            tries = 0;
            run(LEAST_STACK + round * 1_616L, () -> deep(key -> operate(cache, operation, key)));
            run(0, () -> {
                assertThat(cache.size()).isEqualTo(cache.liveSize()).isLessThanOrEqualTo(3);
                cache.clear();
                assertThat(cache.size()).isZero();
                assertThat(cache.weight()).isZero();
            });
        }
    }

    /** Goes on at each depth from the end of the stack upwards. */
    private void deep(IntConsumer operation) {
        try {
            if (tries == 0) {
                deep(operation);
            }
        } catch (StackOverflowError e) {
            tries++;
        }
        if (tries > 0 && tries < TRIES) {
            tries++;
            try {
                operation.accept(tries);
            } catch (StackOverflowError e) {
                tries++;
            }
        }
    }

    private static void operate(Cache<Integer, Integer> cache, String operation, int key) {
        switch (operation) {
            case "add" -> {
                boolean unused = cache.add(key, key);
            }
            case "put" -> cache.put(key, key);
            case "remove" -> {
                boolean unused = cache.remove(-(key % 3));
            }
            case "size" -> {
                long unused = cache.size();
            }
            default -> cache.clear();
        }
    }

    private static void run(long stack, Runnable body) throws InterruptedException {
        Throwable[] thrown = new Throwable[1];
        Thread thread = new Thread(null, body, "deep", stack);
        thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
        thread.setDaemon(true);
        thread.start();
        thread.join(20_000);
        assertThat(thread.isAlive()).as("it waits for ever").isFalse();
        assertThat(thrown[0]).isNull();
    }
}
