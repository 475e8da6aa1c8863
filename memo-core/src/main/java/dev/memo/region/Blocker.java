// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a thread may wait for: a flight, or a turn at a method's gate. Implementations are thread-safe. */
sealed interface Blocker permits Flight, Gate.Turn {
    /** Returns the thread that has to go on for the wait to end, or null if it has ended. */
    @Nullable
    Thread blocker();

    /** Waits for the end, at most so long; returns whether it has come. */
    boolean await(long timeout, TimeUnit unit) throws InterruptedException;
}
