// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What each thread waits for: a hash table of stacks, by the thread's identity, whatever its class says of equality.
 *
 * <p>A wait is pushed when it begins. When it ends it only forgets what it knew, as ten thousand may end at once: who pushes
 * on its stack next takes it out, so that a stack has no more of these than have ended since. A thread that begins to wait
 * while it does already finds the former wait again when the newer one has ended. Thread-safe; nothing here takes a lock.
 */
final class WaitTable {
    private static final VarHandle TOP = MethodHandles.arrayElementVarHandle(Wait[].class);

    private final @Nullable Wait[] tops;

    /** Makes one with so many stacks, a power of two. */
    WaitTable(int stacks) {
        tops = new Wait[stacks];
    }

    /** Adds one that begins; everybody sees it from now on. */
    void add(Wait begun) {
        int stack = stack(begun.thread);
        Wait top;
        do {
            top = top(stack);
            begun.below = going(top);
        } while (!TOP.compareAndSet(tops, stack, top, begun));
        for (Wait wait = begun.below; wait != null; wait = wait.below) {
            wait.below = going(wait.below); // others may do so too: what has ended stays so, and nobody skips the rest
        }
    }

    /** Returns what the thread waits for, or null if it does not wait here. */
    @Nullable
    Blocker of(Thread thread) {
        for (Wait wait = top(stack(thread)); wait != null; wait = wait.below) {
            Blocker blocker = wait.thread == thread ? wait.blocker : null;
            if (blocker != null) {
                return blocker;
            }
        }
        return null;
    }

    /** Returns the thread with this id, or null if it does not wait here. */
    @Nullable
    Thread thread(long id) {
        for (int i = 0; i < tops.length; i++) {
            for (Wait wait = top(i); wait != null; wait = wait.below) {
                Thread thread = wait.thread;
                if (thread != null && thread.getId() == id) {
                    return thread;
                }
            }
        }
        return null;
    }

    /** Shows each wait that has not ended; one that begins or ends meanwhile may be shown or not. */
    void forEach(Consumer<Wait> visitor) {
        for (int i = 0; i < tops.length; i++) {
            for (Wait wait = going(top(i)); wait != null; wait = going(wait.below)) {
                visitor.accept(wait);
            }
        }
    }

    private @Nullable Wait top(int stack) {
        return (Wait) TOP.getVolatile(tops, stack);
    }

    /** Returns the first from here on that has not ended. */
    private static @Nullable Wait going(@Nullable Wait from) {
        Wait wait = from;
        while (wait != null && wait.blocker == null) {
            wait = wait.below;
        }
        return wait;
    }

    private int stack(@Nullable Thread thread) {
        return System.identityHashCode(thread) & (tops.length - 1);
    }

    /** One wait of a thread. Thread-safe; the thread begins and ends it. */
    static final class Wait {
        /** Null once it has ended, when nothing is to be kept alive by it; others may learn of it late. */
        private @Nullable Thread thread;

        /** Null once it has ended. */
        private volatile @Nullable Blocker blocker;

        private @Nullable Wait below;

        Wait(Thread thread, Blocker blocker) {
            this.thread = thread;
            this.blocker = blocker;
        }

        /** Returns who waits, or null if it has ended. */
        @Nullable
        Thread thread() {
            return thread;
        }

        /** Returns what for, or null if it has ended. */
        @Nullable
        Blocker blocker() {
            return blocker;
        }

        void end() {
            blocker = null;
            thread = null;
        }
    }
}
