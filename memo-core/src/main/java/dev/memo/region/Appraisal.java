// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/** Weighs the values of one region and measures their lives, as the user says, or as Memo does. Thread-safe. */
final class Appraisal {
    private final Values values;
    private final Counters counters;
    private final @Nullable Appraiser own;

    Appraisal(Values values, Counters counters, @Nullable Appraiser own) {
        this.values = values;
        this.counters = counters;
        this.own = own;
    }

    /**
     * Makes a value ready to be kept, but that it is not {@link Candidate#born} yet. Runs user code, whose exceptions are counted and thrown on.
     *
     * @param e the key
     * @param stored the value as it is kept
     * @param value the value as it came
     * @param ttlNanos how long it lives; 0 for what the user's function says, else the region
     */
    Candidate of(Entry e, Object stored, @Nullable Object value, long ttlNanos) {
        if (own == null) {
            return new Candidate(e, stored, Weights.of(values, e, stored), ttlNanos, 0);
        }
        try {
            long weight = own.weigh(e, value);
            long ttl = ttlNanos == 0 ? own.ttlNanos(e, value) : ttlNanos;
            int reckoned =
                    weight == Appraiser.OWN ? Weights.of(values, e, stored) : (int) Math.min(weight, Integer.MAX_VALUE);
            return new Candidate(e, stored, reckoned, ttl, 0);
        } catch (Throwable cause) {
            counters.rejections.increment();
            throw cause;
        }
    }
}
