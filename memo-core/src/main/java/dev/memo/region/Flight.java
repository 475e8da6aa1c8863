// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One load under way for one key: its leader runs the original, its waiters await the landing.
 *
 * <p>It is handed to woven code as a latch and a consumer of the value or the exception, which are JDK types, so that
 * woven code names no class of Memo. It lands exactly once; what comes later is ignored. Thread-safe: the outcome is
 * written by the leader before the latch opens and read by waiters after.
 */
final class Flight extends CountDownLatch implements BiConsumer<@Nullable Object, @Nullable Object>, Blocker {
    static final long NOT_ASKED = -1;

    final Entry entry;
    final Thread leader;

    /** When the leader went to run the original. Confined to the leader. */
    long startNanos;

    /** The leader's hits before, where the governor wants to know. Confined to the leader. */
    long hitsBefore = NOT_ASKED;

    private final Flights flights;
    private @Nullable Object outcome;
    private @Nullable Throwable failure;
    private boolean passed;

    Flight(Flights flights, Entry entry, Thread leader) {
        super(1);
        this.flights = flights;
        this.entry = entry;
        this.leader = leader;
    }

    /** Lands the flight with the original's value, or with what it threw; never throws. */
    @Override
    public void accept(@Nullable Object value, @Nullable Object thrown) {
        if (landed()) {
            return;
        }
        try {
            if (thrown instanceof Throwable cause) {
                failure = cause;
                flights.failed(this);
            } else {
                flights.loaded(this, value);
            }
        } finally {
            countDown();
        }
    }

    /** Lands the flight without an outcome: each of its waiters runs the original. */
    void cancel() {
        try {
            flights.cancelled(this);
        } finally {
            countDown();
        }
    }

    /** Says what the waiters get: a stored value, or null if each of them has to run the original. */
    void outcome(@Nullable Object stored) {
        outcome = stored;
    }

    @Nullable
    Object outcome() {
        return outcome;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Notes whether the leader went through its method's gate, and has to leave it. */
    void passed(boolean throughTheGate) {
        passed = throughTheGate;
    }

    boolean passed() {
        return passed;
    }

    boolean landed() {
        return getCount() == 0;
    }

    @Override
    public @Nullable Thread blocker() {
        return landed() ? null : leader;
    }
}
