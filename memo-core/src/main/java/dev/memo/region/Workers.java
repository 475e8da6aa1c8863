// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that load values in the background, for all regions of a runtime: a few daemons that come when there is
 * something to do and go when for a while there was nothing.
 *
 * <p>The line of those that wait for a thread is bounded. While a thread waits it refers to nothing but this, which refers
 * to no region. Thread-safe; tasks run with no lock held.
 */
final class Workers {
    private static final int THREADS = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
    private static final int LINE = 1_000;
    private static final long LINGER_NANOS = 2_000_000_000;

    private final int most;
    private final int longest;
    private final long lingerNanos;
    private final @Nullable Executor executor;
    private final Trouble trouble;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    // Guarded by the lock.
    private final ArrayDeque<Runnable> line = new ArrayDeque<>();
    private int threads;
    private int idle;

    Workers(@Nullable Executor executor, Trouble trouble) {
        this(THREADS, LINE, LINGER_NANOS, executor, trouble);
    }

    Workers(int most, int longest, long lingerNanos, @Nullable Executor executor, Trouble trouble) {
        this.most = most;
        this.longest = longest;
        this.lingerNanos = lingerNanos;
        this.executor = executor;
        this.trouble = trouble;
    }

    /** Runs the task soon, after those that wait already; returns false if too many do. */
    boolean queue(Runnable task) {
        return executor == null ? submit(task, longest) : execute(executor, task);
    }

    /** Runs the task now; returns false if no thread is free for it. */
    boolean start(Runnable task) {
        return executor == null ? submit(task, 0) : execute(executor, task);
    }

    /** Returns how many threads there are. */
    int threads() {
        lock.lock();
        try {
            return threads;
        } finally {
            lock.unlock();
        }
    }

    private boolean execute(Executor own, Runnable task) {
        try {
            own.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        } catch (RuntimeException | LinkageError e) {
            trouble.reportAs("the executor did not take a load in the background", e);
            return false;
        }
    }

    private boolean submit(Runnable task, int room) {
        lock.lock();
        try {
            boolean free = idle > line.size();
            if (!free && threads < most && DaemonThreads.start("memo-loader", this::work)) {
                threads++;
                idle++;
                free = true;
            }
            if (!free && (threads == 0 || line.size() >= room)) {
                return false;
            }
            line.add(task);
            more.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (workOnce()) {
            boolean unused = Thread.interrupted(); // what a task has left behind
        }
    }

    /** Waits for a task and runs it; returns false if none came. A method of its own, so that none is held while waiting. */
    private boolean workOnce() {
        Runnable task = next();
        if (task == null) {
            return false;
        }
        try {
            task.run();
        } catch (Throwable e) { // a task contains what it runs; the thread goes on with the next one
            trouble.reportAs("memo-loader: a load in the background ended", e);
        } finally {
            rest();
        }
        return true;
    }

    private void rest() {
        lock.lock();
        try {
            idle++;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a task; returns null if the thread is to end. */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            long left = lingerNanos;
            while (line.isEmpty() && left > 0) {
                try {
                    left = more.awaitNanos(left);
                } catch (InterruptedException e) {
                    left /= 2; // by whoever interrupts all threads
                }
            }
            Runnable task = line.poll();
            threads -= task == null ? 1 : 0;
            idle--;
            return task;
        } finally {
            lock.unlock();
        }
    }
}
