// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Ticker;
import java.util.concurrent.locks.LockSupport;

/**
 * The time as hits see it: a field that a daemon thread renews every millisecond while anybody reads it.
 *
 * <p>Reading the JVM's clock costs several times a hit. A hit compares one field with its entry's deadline and leaves no
 * trace. So that the thread learns whether anybody reads, it hides the time once a second: who reads next goes the long way,
 * shows it again and says so. Where nobody does for a second, the thread ends, and an idle JVM is not woken up. With a
 * ticker of the user's own there is no thread, and every reading asks the ticker. Thread-safe.
 */
final class CoarseClock {
    /** Entries whose end is not farther than this are judged by the exact clock. */
    static final long NEAR_NANOS = 100_000_000;

    /** Later than all deadlines: nothing is far. */
    private static final long HIDDEN = Long.MAX_VALUE;

    private static final long TICK_NANOS = 1_000_000;
    private static final int SHOW_OF_HANDS = 1_000;

    /** By which nothing is ever far, and which nobody is to ask for the time. */
    static final CoarseClock ALWAYS_HIDDEN = new CoarseClock(() -> 0, false);

    private final Ticker ticker;
    private final boolean threaded;

    /** What is later than this is far. */
    private volatile long near = HIDDEN;

    private volatile long now;

    // Guarded by this.
    private boolean running;
    private boolean asked;

    CoarseClock(Ticker ticker, boolean threaded) {
        this.ticker = ticker;
        this.threaded = threaded;
    }

    /** Returns whether this is the JVM's clock, with threads to serve it, and not one of the user's. */
    boolean threaded() {
        return threaded;
    }

    /** Returns the exact time. */
    long exact() {
        return ticker.nanos();
    }

    /** Returns whether a deadline is certainly farther than {@link #NEAR_NANOS}, at the cost of reading a field. */
    boolean isFar(long deadlineNanos) {
        return deadlineNanos > near;
    }

    /** Returns the time of the last tick, which is never ahead of the exact one, at the cost of reading two fields. */
    long now() {
        return near == HIDDEN ? show() : now;
    }

    private long show() {
        long t = ticker.nanos();
        if (threaded) {
            show(t);
        }
        return t;
    }

    private synchronized void show(long t) {
        asked = true;
        if (!running) {
            running = DaemonThreads.start("memo-clock", this::tick);
        }
        if (running) {
            renew(t);
        }
    }

    private void tick() {
        try {
            for (int ticks = 1; tick(ticks % SHOW_OF_HANDS == 0); ticks++) {
                LockSupport.parkNanos(TICK_NANOS);
            }
        } finally {
            end();
        }
    }

    /** Renews the time, or hides it; returns whether anybody still reads it. */
    private synchronized boolean tick(boolean hide) {
        long t = ticker.nanos();
        if (!hide) {
            now = t;
            if (near != HIDDEN) {
                renew(t);
            }
            return true;
        }
        boolean read = asked;
        asked = false;
        near = HIDDEN;
        return read;
    }

    private synchronized void end() {
        running = false;
        near = HIDDEN;
    }

    /** Times are compared as they are, so near where they wrap around nothing is far. */
    private void renew(long t) {
        now = t;
        near = t < Long.MAX_VALUE / 2 && t > Long.MIN_VALUE / 2 ? t + NEAR_NANOS : HIDDEN;
    }
}
