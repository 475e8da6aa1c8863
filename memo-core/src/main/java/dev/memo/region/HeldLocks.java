// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds circles of waiting threads that go through locks of the application's.
 *
 * <p>A leader needs a monitor, its owner waits for the leader's flight: without Memo there would be no deadlock. {@link
 * WaitGraph} cannot see such a circle before the wait, as the leader may come to need the lock later. So a long wait
 * looks up now and then: it follows the leader to the owner of the lock that it waits for, that one to what it waits
 * for, and so on. If that leads to the caller, the wait would never end. A circle does not change while it is one, a
 * chain that is read while threads move on may look like one; so what is found must be found twice.
 *
 * <p>Covers monitors and whatever the JVM knows the owner of ({@code ReentrantLock}, write locks). Not covered: locks
 * without an owner (semaphores, read locks, a place in a thread pool), and leaders on virtual threads, as the JVM does not
 * tell what those wait for. Costs nothing while the leader runs, some tens of microseconds a second for a leader that waits.
 * Thread-safe.
 */
final class HeldLocks {
    private static final int LONGEST = 1_000;
    private static final long NOBODY = -1;

    private static volatile boolean absent;

    private HeldLocks() {}

    /**
     * Returns the methods whose loads are waited for on the way from the caller's wait back to the caller; none if it does
     * not lead there.
     */
    static List<String> leadBack(Blocker blocker) {
        if (absent) {
            return List.of();
        }
        try {
            List<String> once = follow(blocker);
            return once.isEmpty() ? once : follow(blocker);
        } catch (LinkageError | UnsupportedOperationException | SecurityException e) {
            absent = true; // a run-time image without java.management, say
            return List.of();
        } catch (StackOverflowError e) {
            return List.of();
        }
    }

    /** Returns the last wait on the thread's way through waits and locks: one for nobody in this process; null for none. */
    static @Nullable Blocker endOf(Thread from) {
        Blocker last = null;
        Thread thread = from;
        try {
            for (int steps = 0; thread != null && steps < LONGEST; steps++) {
                Blocker wait = WaitGraph.waitOf(thread);
                last = wait == null ? last : wait;
                thread = wait != null ? wait.blocker() : absent ? null : waiterBehindLocks(thread);
            }
        } catch (LinkageError | UnsupportedOperationException | SecurityException e) {
            absent = true; // a run-time image without java.management, say
        }
        return last;
    }

    private static List<String> follow(Blocker blocker) {
        List<String> methods = new ArrayList<>();
        methods.add(blocker.method());
        Thread me = Thread.currentThread();
        Thread thread = blocker.blocker();
        for (int steps = 0; thread != null && thread != me && steps < LONGEST; steps++) {
            Blocker wait = WaitGraph.waitOf(thread);
            if (wait == null) {
                thread = waiterBehindLocks(thread);
            } else {
                methods.add(wait.method());
                thread = wait.blocker();
            }
        }
        return thread == me ? methods : List.of();
    }

    /** Follows the thread from lock to owner, up to one that waits in Memo, as the caller does; null if there is none. */
    private static @Nullable Thread waiterBehindLocks(Thread thread) {
        Thread waiter = null;
        long id = thread.getState() == Thread.State.RUNNABLE ? NOBODY : thread.getId();
        for (int steps = 0; id != NOBODY && waiter == null && steps < LONGEST; steps++) {
            ThreadInfo info = Jvm.THREADS.getThreadInfo(id);
            id = info == null ? NOBODY : info.getLockOwnerId();
            waiter = id == NOBODY ? null : WaitGraph.waiter(id);
        }
        return waiter;
    }

    /** What the JVM knows of threads; made when the first wait gets long. Thread-safe. */
    private static final class Jvm {
        static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        private Jvm() {}
    }
}
