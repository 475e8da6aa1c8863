// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
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

    /** Waits, unless that would close a circle, or turns out to have closed one, and no longer than the patience lasts. */
    static WaitEnd await(Blocker blocker, Patience patience) throws InterruptedException {
        Thread me = Thread.currentThread();
        Blocker outer = waitOf(me); // of a user's lock, say, which calls a memoized method while it is waited for
        try {
            List<String> circle = enter(me, blocker);
            if (circle == null) {
                return awaitInSlices(blocker, patience);
            }
            patience.met(circle);
            return WaitEnd.CYCLE;
        } finally {
            leave(me, outer);
        }
    }

    /** Counts who waits, by what for. */
    static IdentityHashMap<Blocker, Integer> waiters() {
        IdentityHashMap<Blocker, Integer> counts = new IdentityHashMap<>();
        LOCK.lock();
        try {
            WAITS.values().forEach(blocker -> counts.merge(blocker, 1, Integer::sum));
        } finally {
            LOCK.unlock();
        }
        return counts;
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

    /** Enters the wait; returns the methods of the circle that it would close instead, if it would. */
    private static @Nullable List<String> enter(Thread me, Blocker blocker) {
        LOCK.lock();
        try {
            Blocker next = blocker;
            while (next != null) {
                Thread thread = next.blocker();
                if (thread == me) {
                    return circle(me, blocker);
                }
                next = thread == null ? null : WAITS.get(thread);
            }
            WAITS.put(me, blocker);
            return null;
        } finally {
            LOCK.unlock();
        }
    }

    /** Returns the methods whose loads are waited for on the way back to the caller, who holds the lock. */
    private static List<String> circle(Thread me, Blocker blocker) {
        List<String> methods = new ArrayList<>();
        Blocker next = blocker;
        while (next != null) {
            methods.add(next.method());
            Thread thread = next.blocker();
            next = thread == null || thread == me ? null : WAITS.get(thread);
        }
        return methods;
    }

    private static WaitEnd awaitInSlices(Blocker blocker, Patience patience) throws InterruptedException {
        long slice = FIRST_SLICE_NANOS;
        while (!patience.await(blocker, slice)) {
            if (patience.isOver()) {
                return WaitEnd.TIMED_OUT;
            }
            Flight flight = blocker.flight();
            if (flight != null) {
                flight.lookAfter();
            }
            if (blocker.isHopeless()) {
                return WaitEnd.HOPELESS;
            }
            List<String> circle = HeldLocks.leadBack(blocker);
            if (!circle.isEmpty()) {
                patience.met(circle);
                return WaitEnd.CYCLE;
            }
            slice = Math.min(2 * slice, LONGEST_SLICE_NANOS);
        }
        return WaitEnd.OVER;
    }

    private static void leave(Thread me, @Nullable Blocker outer) {
        LOCK.lock();
        try {
            if (outer == null) {
                WAITS.remove(me);
            } else {
                WAITS.put(me, outer);
            }
        } finally {
            LOCK.unlock();
        }
    }
}
