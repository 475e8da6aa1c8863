// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/** Weighs the values of one region and measures their lives, as the user says, or as Memo does. Thread-safe. */
final class Appraisal {
    private final Values values;
    private final Lifetime lifetime;
    private final Counters counters;
    private final @Nullable Appraiser own;

    Appraisal(Values values, Lifetime lifetime, Counters counters, @Nullable Appraiser own) {
        this.values = values;
        this.lifetime = lifetime;
        this.counters = counters;
        this.own = own;
    }

    /** Makes a loaded value ready to be kept, as {@link #of} does, if its load ended just now: the clock is not read again. */
    Candidate loaded(Entry e, Object stored, @Nullable Object value, long now) {
        return own == null ? new Candidate(e, stored, Weights.of(values, e, stored), 0, now) : of(e, stored, value, 0);
    }

    /**
     * Makes a value ready to be kept. Runs user code, whose exceptions are counted and thrown on.
     *
     * @param e the key
     * @param stored the value as it is kept
     * @param value the value as it came
     * @param ttlNanos how long it lives; 0 for what the user's function says, else the region
     */
    Candidate of(Entry e, Object stored, @Nullable Object value, long ttlNanos) {
        if (own == null) {
            return new Candidate(e, stored, Weights.of(values, e, stored), ttlNanos, lifetime.born(ttlNanos));
        }
        try {
            long weight = own.weigh(e, value);
            long ttl = ttlNanos == 0 ? own.ttlNanos(e, value) : ttlNanos;
            int reckoned =
                    weight == Appraiser.OWN ? Weights.of(values, e, stored) : (int) Math.min(weight, Integer.MAX_VALUE);
            return new Candidate(e, stored, reckoned, ttl, lifetime.born(ttl));
        } catch (Throwable cause) {
            counters.rejections.increment();
            throw cause;
        }
    }
}
