// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a thread may wait for: a flight, a turn at a method's gate, a lease, a lock of the user's. Implementations are thread-safe. */
sealed interface Blocker permits Flight, Gate.Turn, LeaseWait, UserLock.Turn, TimedLoads.Limited {
    /** Returns the thread that has to go on for the wait to end, or null if it has ended or nobody knows. */
    @Nullable
    Thread blocker();

    /** Returns the flight of that thread's that has to land, or null if it has landed or nobody knows. */
    @Nullable
    Flight flight();

    /** Returns the name in reports of the method whose load is waited for. */
    String method();

    /** Returns the name in reports of whoever has to go on, empty if nobody knows. */
    default String leader() {
        Thread thread = blocker();
        return thread == null ? "" : thread.getName();
    }

    /** Waits for the end, at most so long; returns whether it has come. */
    boolean await(long timeout, TimeUnit unit) throws InterruptedException;

    /** Returns whether the end will not come. */
    default boolean isHopeless() {
        return false;
    }
}
