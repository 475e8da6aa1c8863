// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.torture;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** How originals wait, as the drivers of databases do: an interrupt ends it with an exception. Stateless. */
final class Latches {
    private Latches() {}

    /** Waits until the latch is open. */
    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the load was interrupted", e);
        }
    }

    /** Takes so long, interrupted or not. */
    static void work(long millis) {
        long began = System.nanoTime();
        long nanos = millis * 1_000_000;
        for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - began)) {
            LockSupport.parkNanos(left);
        }
    }
}
