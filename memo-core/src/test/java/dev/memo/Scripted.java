// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A loader that gives the key and the number of the run, fails when it is told to, and waits when it is told to. Thread-safe. */
final class Scripted implements Function<String, String> {
    private final AtomicInteger runs = new AtomicInteger();
    private volatile boolean failing;
    private volatile @Nullable CountDownLatch gate;

    /** Makes runs throw. */
    void failFromNowOn() {
        failing = true;
    }

    void succeedFromNowOn() {
        failing = false;
    }

    /** Makes runs wait until the latch opens. */
    CountDownLatch waitFromNowOn() {
        CountDownLatch latch = new CountDownLatch(1);
        gate = latch;
        return latch;
    }

    int runs() {
        return runs.get();
    }

    /** Waits until that many runs have begun. */
    void awaitRuns(int count) {
        if (!Eventually.holds(() -> runs.get() >= count)) {
            throw new AssertionError("only " + runs + " runs have begun");
        }
    }

    @Override
    public String apply(String key) {
        int run = runs.incrementAndGet();
        CountDownLatch latch = gate;
        if (latch != null) {
            await(latch);
        }
        if (failing) {
            throw new IllegalStateException("run " + run);
        }
        return key + run;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the latch was never opened");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
