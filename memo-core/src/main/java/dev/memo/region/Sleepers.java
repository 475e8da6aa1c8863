// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that sleep until all of them are woken, once.
 *
 * <p>They are kept as a stack (R. K. Treiber, Systems Programming: Coping with Parallelism, 1986). Waking ten thousand takes
 * milliseconds, so each one that is woken wakes some of those that still sleep before it goes on: the cores share the work,
 * and a virtual thread is queued for the core that it is woken on. Thread-safe.
 */
final class Sleepers {
    /** How many one wakes at a time: fewer take a step for each of them, more keep those waiting who were woken first. */
    private static final int BUNDLE = 64;

    private final AtomicReference<@Nullable Sleeper> top = new AtomicReference<>();
    private volatile boolean awake;

    /** Sleeps until all are woken; returns at once if they have been. */
    void sleep() throws InterruptedException {
        Sleeper me = new Sleeper(Thread.currentThread());
        do {
            me.below = top.get();
        } while (!top.compareAndSet(me.below, me));
        try {
            while (!awake) { // looked at after it can be found: who wakes it says so first
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LockSupport.park(this);
            }
        } finally {
            me.thread = null;
        }
        help();
    }

    /** Wakes all, those who are about to sleep too. */
    void wake() {
        boolean more = true;
        while (more) {
            more = wakeBundle();
        }
    }

    /** Returns whether all have been woken, or are about to be. */
    boolean isAwake() {
        return awake;
    }

    /** Wakes some, unless the stack ends here: nobody else would wake those that it has taken off. */
    private void help() {
        if (top.get() == null) {
            return;
        }
        try {
            StackHeadroom.toLand();
        } catch (StackOverflowError e) {
            return; // whoever has woken this one goes on without it
        }
        wakeBundle();
    }

    /** Wakes some, who wake the others; returns whether there may be more. */
    boolean wakeBundle() {
        awake = true;
        Sleeper first = top.get();
        Sleeper end = first;
        for (int i = 0; i < BUNDLE && end != null; i++) {
            end = end.below;
        }
        if (!top.compareAndSet(first, end)) {
            return true;
        }
        for (Sleeper each = first; each != null && each != end; each = each.below) {
            LockSupport.unpark(each.thread);
        }
        return end != null;
    }

    /** One of them. */
    private static final class Sleeper {
        /** Null once it sleeps no more, so that what it parks for next is not ended; who is about to wake it may learn late. */
        @Nullable
        Thread thread;

        @Nullable
        Sleeper below;

        Sleeper(Thread thread) {
            this.thread = thread;
        }
    }
}
