// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits inside originals, which throw no checked exceptions; a wait in vain is an error. Stateless. */
final class Latches {
    private static final long PATIENCE_SECONDS = 60;

    private Latches() {}

    /** Waits for the latch; an interrupt becomes an {@link InterruptedLoad}, with the flag set again. */
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the latch never opened");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedLoad(e);
        }
    }

    /** Waits until as many threads are here as the barrier wants. */
    static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("the others never came", e);
        }
    }

    /** What an original throws when it is interrupted. */
    static final class InterruptedLoad extends RuntimeException {
        private static final long serialVersionUID = 1;

        InterruptedLoad(InterruptedException cause) {
            super(cause);
        }
    }
}
