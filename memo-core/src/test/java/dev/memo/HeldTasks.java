// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** An executor whose tasks run when a test says so, in its own thread. Thread-safe, but for who runs. */
final class HeldTasks implements Executor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean rejecting;

    @Override
    public synchronized void execute(Runnable task) {
        if (rejecting) {
            throw new RejectedExecutionException("as the test wants it");
        }
        tasks.add(task);
    }

    synchronized void reject(boolean from) {
        rejecting = from;
    }

    /** Returns how many tasks wait. */
    synchronized int waiting() {
        return tasks.size();
    }

    /** Runs what waits, and what that adds. */
    void run() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        return tasks.poll();
    }
}
