// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * What a store has under a key of which the heap has nothing to serve, and the entry of the heap's that stands for the key as
 * long as nothing has changed it in this process: whoever writes or removes takes that out, or has it land with a value. Where
 * there was no entry a flight is opened, so that there is one; others who miss wait for it, which takes one read of the store.
 * Confined to one thread.
 */
final class StoredGuard implements AutoCloseable {
    final @Nullable Entry entry;
    final @Nullable StoredOnly found;
    private final Region region;
    private final @Nullable Flight opened;

    /**
     * Creates a guard.
     *
     * @param entry null where nothing can be kept under the key
     * @param opened the flight that was opened for it, null for none
     */
    StoredGuard(Region region, @Nullable Entry entry, @Nullable StoredOnly found, @Nullable Flight opened) {
        this.region = region;
        this.entry = entry;
        this.found = found;
        this.opened = opened;
    }

    /** Returns whether there was something under the key before, if only a load. */
    boolean foundAny() {
        return found != null || (entry != null && opened == null);
    }

    /** Ends the flight, whose waiters look themselves. */
    @Override
    public void close() {
        if (opened != null) {
            abandon(region, opened);
        }
    }

    /** Ends a flight that was opened to look only, which is no load. */
    static void abandon(Region region, Flight flight) {
        region.tier.budget.lock();
        try {
            region.counters.opened.add(-1);
        } finally {
            region.tier.budget.unlock();
        }
        flight.cancel();
    }
}
