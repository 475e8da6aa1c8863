// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * What it is worth to keep the next victim of one region, beside those of others: how soon its like return, what a load
 * takes, and how large entries are.
 *
 * <p>How soon keys return is only learned from the first comparison on. Time is counted in writes of the runtime.
 * Guarded by the budget's lock.
 */
final class Worth {
    private static final int TICKS = 64;

    private final @Nullable AdaptiveOrder order;
    private final Account account;
    private final Epochs epochs = new Epochs();
    private final MeanTime loads = new MeanTime();
    private @Nullable Returns returns;
    private int ticked;

    /** Creates one that knows nothing yet; without an adaptive order it never learns how soon keys return. */
    Worth(Order order, Account account) {
        this.account = account;
        this.order = order instanceof AdaptiveOrder adaptive ? adaptive : null;
    }

    /** Takes note of a write, and of the load that led to it, if any. */
    void written(long loadNanos, int now) {
        if (loadNanos > 0) {
            loads.add((double) loadNanos);
        }
        if (order != null && returns != null) {
            order.time(now);
            epochs.note(order.now(), now);
            ticked = now;
        }
    }

    /** Returns what a load takes here in the mean, in nanoseconds; 0 if none was measured, as where all is put. */
    double loadNanos() {
        return loads.nanos();
    }

    /**
     * Returns the load time that keeping the entry is likely to save, per unit of time and of room.
     *
     * @param victim the region's next to go
     * @param now the time
     * @param bytes whether room is bytes, else entries
     * @param usualNanos what a load takes where nobody has measured it
     */
    double of(Entry victim, int now, boolean bytes, double usualNanos) {
        double room = bytes ? Math.max(1.0, (double) account.bytes) / Math.max(1.0, (double) account.entries) : 1;
        double nanos = loads.nanos() > 0 ? loads.nanos() : usualNanos;
        return density(victim, now) * Math.max(1, nanos) / room;
    }

    private double density(Entry victim, int now) {
        if (order == null) {
            return 1 / Math.max(1.0, (double) account.entries);
        }
        if (returns == null) {
            returns = new Returns();
            order.tellTo(returns);
        }
        tick(order, now);
        int idle = now - epochs.time(victim.lastMiss, now);
        return returns.density(victim.rate + victim.hits, idle);
    }

    /** Lets the region know the time, where it had no miss of its own for long. */
    private void tick(AdaptiveOrder adaptive, int now) {
        if (now - ticked >= Math.max(1, account.entries / TICKS)) {
            ticked = now;
            adaptive.tick(now);
            epochs.note(adaptive.now(), now);
        }
    }
}
