// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.IdentityHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom, over all methods: a wait that would close a cycle is found before it begins.
 *
 * <p>Each thread waits for one thing at a time, so the graph is a set of chains: from the thread that a wait would be
 * for, follow what that one waits for, and so on; if the chain leads back to the caller, waiting would never end. All
 * waits are entered under one lock, so of two threads that are about to close a cycle together the second one sees the
 * first. A thread that runs closes no cycle: it may only start a wait later, and is checked then. Thread-safe.
 */
final class WaitGraph {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final IdentityHashMap<Thread, Blocker> WAITS = new IdentityHashMap<>();

    private WaitGraph() {}

    /** Waits, unless that would close a cycle: then returns false at once. */
    static boolean await(Blocker blocker) throws InterruptedException {
        Thread me = Thread.currentThread();
        if (!enter(me, blocker)) {
            return false;
        }
        try {
            blocker.await();
            return true;
        } finally {
            leave(me);
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
                next = waitOf(thread);
            }
            WAITS.put(me, blocker);
            return true;
        } finally {
            LOCK.unlock();
        }
    }

    private static @Nullable Blocker waitOf(@Nullable Thread thread) {
        return thread == null ? null : WAITS.get(thread);
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
