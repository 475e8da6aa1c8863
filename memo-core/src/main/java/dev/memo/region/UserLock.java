// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the user's that the loads of a region hold.
 *
 * <p>Whose load has it is noted for the lock, not the region, so that circles through a lock of several regions are found,
 * whatever kind of lock it is. It cannot be taken from a leader that hangs: once that one's flight has lost its barrier,
 * others load without the lock. What the lock throws is reported, and the load runs without it. Thread-safe; runs user
 * code.
 */
final class UserLock {
    private static final Map<Lock, Holder> HOLDERS = new WeakHashMap<>();

    private final Lock lock;
    private final Holder holder;
    private final String method;
    private final Trouble trouble;

    UserLock(Lock lock, Region region) {
        this.lock = lock;
        this.method = region.settings.name();
        this.trouble = region.tier.trouble;
        synchronized (HOLDERS) {
            this.holder = HOLDERS.computeIfAbsent(lock, anyone -> new Holder());
        }
    }

    /**
     * Waits for the lock, and notes in the flight that it has it if so.
     *
     * @return {@link WaitEnd#OVER} if it was waited for; null if it was free, or does not work
     */
    @Nullable
    WaitEnd enter(Flight flight, Patience patience) {
        try {
            if (lock.tryLock()) {
                hold(flight);
                return null;
            }
            WaitEnd end = WaitGraph.await(new Turn(this), patience);
            if (end == WaitEnd.OVER) {
                hold(flight);
            }
            return end;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WaitEnd.INTERRUPTED;
        } catch (RuntimeException | LinkageError e) {
            trouble.reportAs(method + ": its loads run without their lock", e);
            return null;
        }
    }

    /** Gives the lock back if the flight has it. Runs in the thread that has taken it. */
    void exit(Flight flight) {
        if (!flight.hasLock()) {
            return;
        }
        flight.hasLock(false);
        if (holder.flight == flight) {
            holder.flight = null;
        }
        try {
            lock.unlock();
        } catch (RuntimeException | LinkageError e) {
            trouble.reportAs(method + ": its loads' lock was not given back", e);
        }
    }

    private void hold(Flight flight) {
        flight.hasLock(true);
        if (holder.flight == null || holder.flight.landed()) {
            holder.flight = flight;
        }
    }

    /** The first of the flights by which a thread has a lock; the last that had it, where that one has lost its barrier. */
    private static final class Holder {
        volatile @Nullable Flight flight;
    }

    /** A wait for the lock; over as soon as it is taken. Confined to the waiter, but for what circles are found by. */
    static final class Turn implements Blocker {
        private final UserLock user;

        Turn(UserLock user) {
            this.user = user;
        }

        @Override
        public @Nullable Thread blocker() {
            Flight flight = user.holder.flight;
            return flight == null ? null : flight.thread();
        }

        @Override
        public @Nullable Flight flight() {
            Flight flight = user.holder.flight;
            return flight == null || flight.landed() ? null : flight;
        }

        @Override
        public String method() {
            Flight flight = user.holder.flight;
            return flight == null ? user.method : flight.method();
        }

        @Override
        public boolean await(long timeout, TimeUnit unit) throws InterruptedException {
            return user.lock.tryLock(timeout, unit);
        }

        @Override
        public boolean isHopeless() {
            Flight flight = user.holder.flight;
            return flight != null && flight.vacated();
        }
    }
}
