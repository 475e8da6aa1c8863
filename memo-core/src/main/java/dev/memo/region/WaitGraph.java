// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import static java.util.Objects.requireNonNull;

import dev.memo.region.WaitTable.Wait;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom, over all methods: a wait that would close a cycle is found before it begins.
 *
 * <p>Each thread waits for one thing at a time, so the graph is a set of chains: from the thread that a wait would be
 * for, follow what that one waits for, and so on; if the chain leads back to the caller, waiting would never end. A wait is
 * entered before its chain is followed, both by volatile accesses, so of threads that are about to close a cycle together at
 * least one sees it; those that do take a lock one after the other and look again, and the first of them leaves the graph
 * before the second looks. All other waits take no lock. A thread that runs closes no cycle: it may only start a wait later,
 * and is checked then. Circles that go through locks of the application's are not in the graph; {@link HeldLocks} looks for
 * them while a wait lasts. Thread-safe.
 */
final class WaitGraph {
    private static final long FIRST_SLICE_NANOS = 200_000_000;
    private static final long LONGEST_SLICE_NANOS = 2_000_000_000;

    private static final WaitTable WAITS = new WaitTable(1 << 14);

    /** Held by whoever has seen a circle, until it has left the graph. */
    private static final ReentrantLock BREAKING = new ReentrantLock();

    private WaitGraph() {}

    /** Waits, unless that would close a circle, or turns out to have closed one, and no longer than the patience lasts. */
    static WaitEnd await(Blocker blocker, Patience patience) throws InterruptedException {
        Wait mine = new Wait(Thread.currentThread(), blocker);
        try {
            List<String> circle = enter(mine);
            if (circle.isEmpty()) {
                return awaitInSlices(blocker, patience);
            }
            patience.met(circle);
            return WaitEnd.CYCLE;
        } finally {
            mine.end();
        }
    }

    /** Counts who waits, by what for. */
    static IdentityHashMap<Blocker, Integer> waiters() {
        IdentityHashMap<Blocker, Integer> counts = new IdentityHashMap<>();
        WAITS.forEach(wait -> {
            Blocker blocker = wait.blocker();
            if (blocker != null) {
                counts.merge(blocker, 1, Integer::sum);
            }
        });
        return counts;
    }

    /** Returns what the thread waits for, or null if it does not wait here. */
    static @Nullable Blocker waitOf(Thread thread) {
        return WAITS.of(thread);
    }

    /** Returns the thread with this id, or null if it does not wait here. */
    static @Nullable Thread waiter(long id) {
        return WAITS.thread(id);
    }

    /** Enters a wait; returns the methods of the circle that it would close instead, if it would: then it has ended. */
    static List<String> enter(Wait mine) {
        Thread me = requireNonNull(mine.thread());
        Blocker blocker = requireNonNull(mine.blocker());
        WAITS.add(mine); // before others' waits are read: one of two who enter sees the other
        if (!leadsBack(me, blocker)) {
            return List.of();
        }
        BREAKING.lock();
        try {
            List<String> circle = circle(me, blocker);
            if (!circle.isEmpty()) {
                mine.end();
            }
            return circle;
        } finally {
            BREAKING.unlock();
        }
    }

    /** Follows the chain; a circle on the way that the caller is not in is for those to find who are. */
    private static boolean leadsBack(Thread me, Blocker from) {
        Blocker met = from; // Brent's: a circle gets longer than the way since the last power of two
        int steps = 0;
        Thread thread = from.blocker();
        while (thread != null && thread != me) {
            Blocker next = waitOf(thread);
            if (next == null || next == met) {
                return false;
            }
            if ((++steps & (steps - 1)) == 0) {
                met = next;
            }
            thread = next.blocker();
        }
        return thread == me;
    }

    /**
     * Returns the methods whose loads are waited for on the way back to the caller; none if it does not lead there. A chain
     * that is read while threads move on may look like a circle, and be none: it counts if it is found twice.
     */
    private static List<String> circle(Thread me, Blocker from) {
        List<Blocker> once = List.of();
        for (; ; ) {
            List<Blocker> way = way(me, from);
            if (way.isEmpty() || way.equals(once)) {
                return way.stream().map(Blocker::method).toList();
            }
            once = way;
        }
    }

    /** Returns what is waited for on the way back to the caller; none if it has been cut off meanwhile. */
    private static List<Blocker> way(Thread me, Blocker from) {
        List<Blocker> way = new ArrayList<>();
        for (Blocker next = from; next != null && !way.contains(next); ) {
            way.add(next);
            Thread thread = next.blocker();
            if (thread == me) {
                return way;
            }
            next = thread == null ? null : waitOf(thread);
        }
        return List.of();
    }

    private static WaitEnd awaitInSlices(Blocker blocker, Patience patience) throws InterruptedException {
        long slice = FIRST_SLICE_NANOS;
        boolean over = patience.awaitFirst(blocker, slice);
        while (!over) {
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
            over = patience.await(blocker, slice);
        }
        return WaitEnd.OVER;
    }
}
