// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Ticker;
import java.util.concurrent.locks.LockSupport;

/**
 * The time as hits see it: a field that a daemon thread renews every millisecond while anybody reads it.
 *
 * <p>Reading the JVM's clock costs several times a hit. The thread ends when nobody has read for a second, so an idle
 * JVM is not woken up, and the next reader starts another. With a ticker of the user's own there is no thread, and
 * every reading asks the ticker. Thread-safe.
 */
final class CoarseClock {
    private static final long STOPPED = Long.MIN_VALUE;
    private static final long TICK_NANOS = 1_000_000;
    private static final int IDLE_TICKS = 1_000;

    private final Ticker ticker;
    private final boolean threaded;
    private volatile long now = STOPPED;
    private boolean read;

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

    /** Returns the time of the last tick, at a read's cost. */
    long now() {
        long t = now;
        if (t == STOPPED) {
            return start();
        }
        if (!read) {
            read = true;
        }
        return t;
    }

    private long start() {
        long t = ticker.nanos();
        if (threaded) {
            startThread(t);
        }
        return t;
    }

    private synchronized void startThread(long t) {
        if (now != STOPPED) {
            return;
        }
        read = true;
        now = t;
        if (!DaemonThreads.start("memo-clock", this::tick)) {
            now = STOPPED;
        }
    }

    private void tick() {
        int idle = 0;
        try {
            while (idle < IDLE_TICKS) {
                LockSupport.parkNanos(TICK_NANOS);
                now = ticker.nanos();
                idle = read ? 0 : idle + 1;
                read = false;
            }
        } finally {
            now = STOPPED;
        }
    }
}
