// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.store.HeldLease;
import dev.memo.store.StoreTier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A leader's wait for another process that loads the same key: until the store has a value, or the right to load the key.
 *
 * <p>Nobody tells this process, so it looks: after a millisecond, and then less and less often, as far as every 50 ms, which
 * adds a quarter at most to the wait. It sleeps on its own flight, so that it wakes up when that loses its barrier. Confined to
 * the leader; what it waits for is seen by others.
 */
final class LeaseWait implements Blocker {
    private static final long FIRST_PAUSE_NANOS = 1_000_000;
    private static final long LONGEST_PAUSE_NANOS = 50_000_000;

    private final RegionStore store;
    private final Flight flight;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private @Nullable Object value;

    /** Whether the leader has looked in the store just now. */
    private boolean looked = true;

    private volatile StoreTier.@Nullable Claim claim;

    LeaseWait(RegionStore store, Flight flight) {
        this.store = store;
        this.flight = flight;
    }

    /** Returns the value that the flight has landed with, {@code void.class} for null; null if the leader is to load. */
    @Nullable
    Object value() {
        return value;
    }

    /** Returns whether the thread, or one that it waits for in some steps, waits for a lease that is older than this one. */
    static boolean isBehindOlder(Thread thread, long token) {
        StoreTier.Claim wanted = HeldLocks.endOf(thread) instanceof LeaseWait wait ? wait.claim : null;
        return wanted != null && wanted.token() < token;
    }

    /**
     * Looks whether there is a value, or the right to load it; a value may have landed just before that was granted. If the
     * store cannot be had, there is nothing to wait for.
     *
     * @return whether the wait is over
     */
    boolean isOver() {
        value = looked ? null : store.serve(flight);
        looked = false;
        RegionStore.Shelf shelf = flight.shelf;
        if (value != null || shelf == null) {
            return true;
        }
        StoreTier.Claim found = store.claim(shelf);
        claim = found;
        HeldLease mine = found == null ? null : found.mine();
        if (found == null || mine == null) {
            return found == null;
        }
        shelf.lease = mine; // first, so that it ends with the flight
        mine.renewWhile(() -> isGoingOn(mine.token()));
        value = store.serve(flight);
        return true;
    }

    /** Leases of a leader that will not land are not renewed, nor all those of leaders that wait for leases in a circle. */
    private boolean isGoingOn(long token) {
        Thread leader = flight.thread();
        return !flight.landed() && !flight.isLeaderGone() && !isBehindOlder(leader, token);
    }

    @Override
    public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        long left = unit.toNanos(timeout);
        while (!isOver()) {
            if (left <= 0) {
                return false;
            }
            long pause = Math.min(left, pauseNanos);
            if (flight.await(pause, TimeUnit.NANOSECONDS)) {
                return true;
            }
            left -= pause;
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, pauseNanos + pauseNanos / 4);
        }
        return true;
    }

    /** The thread that has to go on is not of this process. */
    @Override
    public @Nullable Thread blocker() {
        return null;
    }

    @Override
    public @Nullable Flight flight() {
        return null;
    }

    @Override
    public String method() {
        return flight.method();
    }

    @Override
    public String leader() {
        StoreTier.Claim held = claim;
        return held == null ? "" : held.owner();
    }
}
