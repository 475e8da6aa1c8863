// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import dev.memo.region.DaemonThreads;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Calls methods with the arguments that an earlier process has recorded, in the background, no more of them in a second than
 * it was told: each method's begin once it was called for the first time, so that no class is loaded before the application does.
 *
 * <p>There is a thread while there are calls to make. What the methods throw is counted. Thread-safe.
 */
final class WarmUp {
    private static final int MOST_PENDING = 100_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stop = lock.newCondition();

    // Guarded by the lock.
    private final Map<String, Deque<Recorded>> pending = new LinkedHashMap<>();
    private final Deque<Call> queue = new ArrayDeque<>();
    private final List<Recorded> givenUp = new ArrayList<>();
    private long nanosBetween;
    private boolean running;
    private boolean stopped;
    private long waiting;
    private long done;
    private long failed;

    /** Takes in recorded calls, the most used first, in the place of those that were not made yet; returns how many. */
    long take(List<Recorded> calls, int perSecond) {
        lock.lock();
        try {
            stopped = false;
            nanosBetween = TimeUnit.SECONDS.toNanos(1) / perSecond;
            waiting -= pending.values().stream().mapToLong(Deque::size).sum();
            pending.clear();
            givenUp.clear();
            List<Recorded> taken = calls.subList(0, Math.min(calls.size(), MOST_PENDING));
            taken.forEach(each -> pending.computeIfAbsent(each.method(), name -> new ArrayDeque<>())
                    .add(each));
            waiting += taken.size();
            return taken.size();
        } finally {
            lock.unlock();
        }
    }

    /** The method may be called from now on. */
    void linked(SnapshotForm form) {
        lock.lock();
        try {
            Deque<Recorded> calls = pending.isEmpty() ? null : pending.remove(SnapshotForm.name(form.method()));
            if (calls != null) {
                calls.forEach(each -> queue.add(new Call(form, each)));
                if (!running && !stopped) {
                    running = DaemonThreads.start("memo-warmup", this::run);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes no more calls than the one that is under way, and forgets the others. */
    void stop() {
        lock.lock();
        try {
            List<Recorded> left = unmade();
            givenUp.clear();
            givenUp.addAll(left);
            stopped = true;
            waiting = 0;
            pending.clear();
            queue.clear();
            stop.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the calls that were taken in and not begun, those of methods that were called in this process first. */
    List<Recorded> unmade() {
        lock.lock();
        try {
            List<Recorded> all = new ArrayList<>();
            queue.forEach(call -> all.add(call.recorded()));
            pending.values().forEach(all::addAll);
            all.addAll(givenUp);
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many calls are to be made, were made, and have failed, in this order. */
    long[] counts() {
        lock.lock();
        try {
            return new long[] {waiting, done, failed};
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Call call = next();
        while (call != null) {
            boolean made = make(call);
            lock.lock();
            try {
                waiting = Math.max(0, waiting - 1);
                done += made ? 1 : 0;
                failed += made ? 0 : 1;
            } finally {
                lock.unlock();
            }
            call = next();
        }
    }

    /** Returns the next call once it is its time; null if there is none, and the thread is to end. */
    private @Nullable Call next() {
        lock.lock();
        try {
            long left = nanosBetween;
            while (left > 0 && !stopped && !queue.isEmpty()) {
                left = stop.awaitNanos(left);
            }
            Call call = stopped ? null : queue.poll();
            running = call != null;
            return call;
        } catch (InterruptedException e) {
            running = false;
            return null;
        } finally {
            lock.unlock();
        }
    }

    private static boolean make(Call call) {
        Thread.currentThread().setContextClassLoader(call.form().loader());
        try {
            CallForm form = call.form().calls();
            if (form == null) {
                return false;
            }
            form.call(call.recorded().arguments());
            return true;
        } catch (Throwable failure) { // the method's own, which nobody waits for
            return false;
        } finally {
            Thread.currentThread().setContextClassLoader(null);
        }
    }

    /**
     * A call that an earlier process has made often. Immutable; the array is not copied.
     *
     * @param method its exact name
     * @param outlived how often it was taken in and not made
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Recorded(String method, byte[] arguments, int outlived) {}

    /** A call to make. Immutable. */
    private record Call(SnapshotForm form, Recorded recorded) {}
}
