// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memo.link.Engine;
import dev.memo.link.EngineSettings;
import java.lang.invoke.MethodHandle;
import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memoized recursion as deep as the stack, and deeper. */
@Timeout(120)
class DeepStackTest {
    private final Engine engine = new Engine(EngineSettings.defaults());
    private final MethodHandle probe = Probes.ofStatic(engine, UnaryOperator.identity(), int.class);
    private volatile boolean calm;
    private volatile int deepest;

    @Test
    void aStackThatOverflowsLeavesNoFlightOpen() throws Throwable {
        long seed = Seed.next();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            calm = false;
            int first = round * 1_000_000;
            deepest = first;
            int phase = random.nextInt(400);
            overflow(160 + random.nextInt(400), () -> padded(phase, first));
            calm = true;
            assertThat(deepest).isGreaterThan(first + 100);
            Crowd other = Crowd.platform(1, i -> allAnswer(first));
            assertThat(other.outcomes()).as("seed " + seed).containsExactly(true);
        }
    }

    @Test
    void aStackThatOverflowsAgainAndAgainOnItsWayBackLeavesNoFlightOpen() throws Throwable {
        long seed = Seed.next();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            calm = false;
            int first = round * 1_000_000;
            deepest = first;
            int phase = random.nextInt(400);
            overflow(160 + random.nextInt(100), () -> padded(phase, first) + stubborn(first, 3));
            calm = true;
            Crowd other = Crowd.platform(1, i -> allAnswer(first));
            assertThat(other.outcomes()).as("seed " + seed).containsExactly(true);
        }
    }

    @Test
    void fiveThousandLevelsOfRecursionAreFineWhereTheStackHoldsThem() throws Throwable {
        Object[] result = new Object[1];
        overflow(64 << 10, () -> {
            result[0] = fibonacci(5_000);
            return 0;
        });
        assertThat(String.valueOf(result[0]))
                .startsWith("38789684543883256337019163083259053120821277146462451061605972");
    }

    /** Runs on a thread with a stack of that size; an overflow of it is expected. */
    private static void overflow(int kilobytes, Deep body) throws InterruptedException {
        Runnable run = () -> {
            try {
                body.run();
            } catch (StackOverflowError e) {
                return;
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        };
        Thread thread = new Thread(null, run, "deep", (long) kilobytes << 10);
        thread.setDaemon(true);
        thread.start();
        thread.join(60_000);
        assertThat(thread.isAlive()).isFalse();
    }

    /** Moves the end of the stack to another place in Memo's own frames. */
    private int padded(int frames, int key) throws Throwable {
        return frames == 0 ? call(key) : padded(frames - 1, key) + 1;
    }

    private int call(int key) throws Throwable {
        Object slot = (Object) probe.invokeExact(key);
        if (slot == null) {
            return original(key);
        }
        if (!(slot instanceof CountDownLatch)) {
            return (int) slot;
        }
        int value;
        try {
            value = original(key);
        } catch (Throwable e) {
            Probes.fail(slot, e);
            throw e;
        }
        Probes.load(slot, value);
        return value;
    }

    private int original(int key) throws Throwable {
        if (calm) {
            return key;
        }
        deepest = Math.max(deepest, key);
        return call(key + 1) - 1;
    }

    private int stubborn(int key, int tries) throws Throwable {
        deepest = Math.max(deepest, key + 10_000);
        if (calm) {
            return 0;
        }
        try {
            return stubborn(key + 1, tries);
        } catch (StackOverflowError e) {
            int value = 0;
            for (int i = 0; i < tries; i++) {
                value += call(key + 10_000 + i);
            }
            return value;
        }
    }

    private boolean allAnswer(int first) throws Throwable {
        for (int key = first; key <= deepest + 10; key++) {
            assertThat(call(key)).isEqualTo(key);
        }
        return true;
    }

    private BigInteger fibonacci(int n) throws Throwable {
        Object slot = (Object) probe.invokeExact(n);
        if (slot instanceof BigInteger known) {
            return known;
        }
        BigInteger value = n < 2 ? BigInteger.valueOf(n) : fibonacci(n - 1).add(fibonacci(n - 2));
        Probes.load(slot, value);
        return value;
    }

    /** A body that goes deep. */
    private interface Deep {
        @Nullable
        Object run() throws Throwable;
    }
}
