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
    private static final int FEW = 8;
    private static final double OUTLIER = 4;
    private static final double WEIGHT = 0.02;
    private static final int TICKS = 64;

    private final @Nullable AdaptiveOrder order;
    private @Nullable Returns returns;
    private final Epochs epochs = new Epochs();
    private int loads;
    private double meanNanos;
    private int ticked;

    /** Creates one that knows nothing yet; without an adaptive order it never learns how soon keys return. */
    Worth(Order order) {
        this.order = order instanceof AdaptiveOrder adaptive ? adaptive : null;
    }

    /** Takes note of a write, and of the load that led to it, if any. */
    void written(long loadNanos, int now) {
        if (loadNanos > 0) {
            measure((double) loadNanos);
        }
        if (order != null && returns != null) {
            order.time(now);
            epochs.note(order.now(), now);
            ticked = now;
        }
    }

    /**
     * Returns the load time that keeping the entry is likely to save, per unit of time and of room.
     *
     * @param victim the region's next to go
     * @param account what the region holds
     * @param now the time
     * @param bytes whether room is bytes, else entries
     */
    double of(Entry victim, Account account, int now, boolean bytes) {
        double room = bytes ? Math.max(1.0, (double) account.bytes) / Math.max(1.0, (double) account.entries) : 1;
        return density(victim, account, now) * Math.max(1, meanNanos) / room;
    }

    private double density(Entry victim, Account account, int now) {
        if (order == null) {
            return 1 / Math.max(1.0, (double) account.entries);
        }
        if (returns == null) {
            returns = new Returns();
            order.tellTo(returns);
        }
        tick(order, account, now);
        int idle = now - epochs.time(victim.lastMiss, now);
        return returns.density(victim.rate + victim.hits, idle);
    }

    /** Lets the region know the time, where it had no miss of its own for long. */
    private void tick(AdaptiveOrder adaptive, Account account, int now) {
        if (now - ticked >= Math.max(1, account.entries / TICKS)) {
            ticked = now;
            adaptive.tick(now);
            epochs.note(adaptive.now(), now);
        }
    }

    /** A running mean without outliers: it is the method that is dear, a single load may be slow by chance. */
    private void measure(double nanos) {
        loads++;
        double capped = loads > FEW ? Math.min(nanos, meanNanos * OUTLIER) : nanos;
        meanNanos += (capped - meanNanos) * Math.max(WEIGHT, 1.0 / loads);
    }
}
