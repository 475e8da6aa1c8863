// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** Those who wait for a store to have made their changes. Guarded by the lock of its {@link StoreWriter}. */
final class Acknowledgements {
    private final Lock lock;
    private final Deque<Wanted> all = new ArrayDeque<>();

    Acknowledgements(Lock lock) {
        this.lock = lock;
    }

    /**
     * Waits until the changes up to a number were made, or failed to be. The caller holds the lock, which others get meanwhile.
     *
     * @return whether they were made
     */
    boolean await(long number, long nanos) throws InterruptedException {
        Wanted wanted = new Wanted(number, lock.newCondition());
        all.add(wanted);
        try {
            long left = nanos;
            while (wanted.made == null && left > 0) {
                left = wanted.done.awaitNanos(left);
            }
            return Boolean.TRUE.equals(wanted.made);
        } finally {
            all.remove(wanted);
        }
    }

    /** Tells those who wait for changes up to a number whether these were made. The caller holds the lock. */
    void tell(long upTo, boolean asMade) {
        for (Wanted each : all) {
            if (each.made == null && each.number <= upTo) {
                each.made = asMade;
                each.done.signal();
            }
        }
    }

    /** Somebody who waits. Guarded by the lock. */
    private static final class Wanted {
        final long number;
        final Condition done;

        @Nullable
        Boolean made;

        Wanted(long number, Condition done) {
            this.number = number;
            this.done = done;
        }
    }
}
