// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The leases that a runtime holds in one store. While there are any, a daemon thread renews all of them a few times in
 * the time that one lasts; it goes when it finds none. Thread-safe; no I/O is done with its lock held.
 */
final class HeldLeases {
    /** Long enough for a process that is held up, short enough to be waited for when one has come to its end. */
    static final Duration LASTS = Duration.ofSeconds(10);

    private final Predicate<Runnable> starter;
    private final long roundNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition never = lock.newCondition();

    // Guarded by the lock.
    private final Set<HeldLease> held = new HashSet<>();
    private boolean running;

    /**
     * Creates an empty set of leases.
     *
     * @param starter runs a body on a daemon thread of its own; false where there is none: leases then end by their time
     * @param roundNanos how long after one another leases are renewed
     */
    HeldLeases(Predicate<Runnable> starter, long roundNanos) {
        this.starter = starter;
        this.roundNanos = roundNanos;
    }

    void add(HeldLease lease) {
        lock.lock();
        try {
            held.add(lease);
            if (!running) {
                running = starter.test(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    void remove(HeldLease lease) {
        lock.lock();
        try {
            held.remove(lease);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        List<HeldLease> due = next();
        while (!due.isEmpty()) {
            due.forEach(HeldLease::renew);
            due = next();
        }
    }

    /** Waits for a round and returns the leases that there are; none if the thread is to end. */
    private List<HeldLease> next() {
        lock.lock();
        try {
            awaitRound();
            running = !held.isEmpty();
            return new ArrayList<>(held);
        } finally {
            lock.unlock();
        }
    }

    /** The caller holds the lock. */
    private void awaitRound() {
        long left = roundNanos;
        while (left > 0) {
            try {
                left = never.awaitNanos(left);
            } catch (InterruptedException e) {
                left /= 2; // by whoever interrupts all threads
            }
        }
    }
}
