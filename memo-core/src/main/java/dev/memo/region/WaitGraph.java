// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom, over all methods: a wait that would close a cycle is found before it begins.
 *
 * <p>Each thread waits for one thing at a time, so the graph is a set of chains: from the thread that a wait would be
 * for, follow what that one waits for, and so on; if the chain leads back to the caller, waiting would never end. All
 * waits are entered under one lock, so of two threads that are about to close a cycle together the second one sees the
 * first. A thread that runs closes no cycle: it may only start a wait later, and is checked then. Circles that go through
 * locks of the application's are not in the graph; {@link HeldLocks} looks for them while a wait lasts. Thread-safe.
 */
final class WaitGraph {
    private static final long FIRST_SLICE_NANOS = 200_000_000;
    private static final long LONGEST_SLICE_NANOS = 2_000_000_000;
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final IdentityHashMap<Thread, Blocker> WAITS = new IdentityHashMap<>();

    private WaitGraph() {}

    /** Waits, unless that would close a circle, or turns out to have closed one: then returns false. */
    static boolean await(Blocker blocker) throws InterruptedException {
        Thread me = Thread.currentThread();
        try {
            return enter(me, blocker) && awaitInSlices(blocker);
        } finally {
            leave(me);
        }
    }

    /** Returns what the thread waits for, or null if it does not wait here. */
    static @Nullable Blocker waitOf(Thread thread) {
        LOCK.lock();
        try {
            return WAITS.get(thread);
        } finally {
            LOCK.unlock();
        }
    }

    /** Returns the thread with this id, or null if it does not wait here. */
    static @Nullable Thread waiter(long id) {
        LOCK.lock();
        try {
            for (Thread thread : WAITS.keySet()) {
                if (thread.getId() == id) {
                    return thread;
                }
            }
            return null;
        } finally {
            LOCK.unlock();
        }
    }

    private static boolean enter(Thread me, Blocker blocker) {
        LOCK.lock();
        try {
            Blocker next = blocker;
            while (next != null) {
                Thread thread = next.blocker();
                if (thread == me) {
                    return false;
                }
                next = thread == null ? null : WAITS.get(thread);
            }
            WAITS.put(me, blocker);
            return true;
        } finally {
            LOCK.unlock();
        }
    }

    private static boolean awaitInSlices(Blocker blocker) throws InterruptedException {
        long slice = FIRST_SLICE_NANOS;
        while (!blocker.await(slice, TimeUnit.NANOSECONDS)) {
            if (HeldLocks.leadBack(blocker)) {
                return false;
            }
            slice = Math.min(2 * slice, LONGEST_SLICE_NANOS);
        }
        return true;
    }

    private static void leave(Thread me) {
        LOCK.lock();
        try {
            WAITS.remove(me);
        } finally {
            LOCK.unlock();
        }
    }
}
