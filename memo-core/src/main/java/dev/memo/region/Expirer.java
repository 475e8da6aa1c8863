// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The thread of a runtime that removes what has ended, and sleeps until something has.
 *
 * <p>It is started with the first entry that ends, and goes when for a while there was none. While it sleeps it refers
 * to the runtime weakly; what it sleeps on is the queue that tells of the runtime's collection, and an end that comes
 * sooner than it means to wake rings there too. Each sleep is long enough for several ends to be seen to at once. At work
 * it gives the lock back after some steps, until nobody waits for it any more, as the lock does not queue fairly, and
 * works a quarter of the time: G1's threads follow what it unlinks, and where more threads are at work than there are
 * processors, the system puts callers aside for milliseconds.
 *
 * <p>Guarded by the budget's lock, but for what is volatile.
 */
final class Expirer {
    /** How many steps it makes before it gives the lock back. */
    static final int STEPS = 100;

    private static final long LEAST_SLEEP_NANOS = 10_000_000;
    private static final long LINGER_NANOS = 2_000_000_000;
    private static final long TROUBLED_NANOS = 1_000_000_000;
    private static final long END = -1;
    private static final int NAPS = 50;
    private static final long NAP_NANOS = 20_000;
    private static final long TURN_NANOS = 200_000;
    private static final long REST_NANOS = 600_000;

    private final Expiry expiry;
    private final CoarseClock clock;
    private final Trouble trouble;
    private final ReferenceQueue<Object> bell = new ReferenceQueue<>();
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final AtomicInteger rests = new AtomicInteger();
    private long alarm;
    private boolean lingered;
    private boolean refused;
    private volatile boolean running;

    Expirer(Expiry expiry, CoarseClock clock, Trouble trouble) {
        this.expiry = expiry;
        this.clock = clock;
        this.trouble = trouble;
    }

    /** Makes sure that the thread wakes up by then, or soon after. */
    void wakeBy(long then) {
        if (!running) {
            start(then);
        } else if (alarm - then > LEAST_SLEEP_NANOS) {
            alarm = then;
            new WeakReference<Object>(bell, bell).enqueue();
        }
    }

    /** Returns how often the thread has woken up, for whatever reason. */
    int wakeUps() {
        return wakeUps.get();
    }

    /** Returns how often the thread has rested while there was something to remove. */
    int rests() {
        return rests.get();
    }

    /** Returns whether there is a thread. */
    boolean running() {
        return running;
    }

    /** Lets those in who wait for the lock. */
    static void giveWay(ReentrantLock lock) {
        for (int i = 0; i < NAPS && lock.hasQueuedThreads(); i++) {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private void start(long then) {
        long now = clock.exact();
        if (refused && alarm - now > 0) {
            return;
        }
        running = true;
        alarm = then;
        refused = !DaemonThreads.start("memo-expirer", new Sleeper(this, bell, Math.max(0, then - now)));
        if (refused) {
            running = false;
            alarm = now + TROUBLED_NANOS;
        }
    }

    private long work() {
        wakeUps.incrementAndGet();
        try {
            long since = clock.exact();
            while (sweep()) {
                giveWay(expiry.budget.lock);
                since = rest(since);
            }
            return plan();
        } catch (Throwable e) { // it must not end while there are entries that do
            trouble.reportAs("memo-expirer: what has ended is not served, but removed later", e);
            return TROUBLED_NANOS;
        }
    }

    /** Rests if it has worked for a turn; returns when the turn began that it is in. */
    private long rest(long since) {
        if (clock.exact() - since < TURN_NANOS) {
            return since;
        }
        rests.incrementAndGet();
        LockSupport.parkNanos(REST_NANOS);
        return clock.exact();
    }

    private boolean sweep() {
        expiry.budget.lock();
        try {
            return expiry.sweep(STEPS);
        } finally {
            expiry.budget.unlock();
        }
    }

    /** Returns how long to sleep, or to end. */
    private long plan() {
        expiry.budget.lock();
        try {
            while (bell.poll() != null) {} // what rang is known by now
            OptionalLong rest = expiry.rest();
            if (rest.isEmpty() && lingered) {
                lingered = false;
                running = false;
                return END;
            }
            lingered = rest.isEmpty();
            long sleep = Math.max(LEAST_SLEEP_NANOS, rest.orElse(LINGER_NANOS));
            alarm = clock.exact() + sleep;
            return sleep;
        } finally {
            expiry.budget.unlock();
        }
    }

    /** What the thread runs: knows the expirer weakly, but for its turns. Confined to that thread. */
    private static final class Sleeper implements Runnable {
        private final WeakReference<Object> expirer;
        private final ReferenceQueue<Object> bell;
        private long sleepNanos;

        Sleeper(Expirer expirer, ReferenceQueue<Object> bell, long sleepNanos) {
            this.expirer = new WeakReference<>(expirer, bell);
            this.bell = bell;
            this.sleepNanos = sleepNanos;
        }

        @Override
        public void run() {
            try {
                while (sleepNanos != END) {
                    sleep();
                    sleepNanos = turn();
                }
            } finally {
                if (sleepNanos != END && expirer.get() instanceof Expirer broken) {
                    broken.running = false;
                }
            }
        }

        private void sleep() {
            try {
                bell.remove(TimeUnit.NANOSECONDS.toMillis(sleepNanos) + 1);
            } catch (InterruptedException e) {
                return; // by whoever interrupts all threads: the turn finds out what there is to do
            }
        }

        private long turn() {
            return expirer.get() instanceof Expirer alive ? alive.work() : END;
        }
    }
}
