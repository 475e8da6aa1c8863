// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/** Weighs the values of one region and measures their lives, as the user says, or as Memo does. Thread-safe. */
final class Appraisal {
    private final Values values;
    private final Counters counters;
    private final @Nullable Appraiser own;
    private final Tagging tagging;

    /** How long a value with a life of its own may live, 0 for no limit. */
    private final long maxTtlNanos;

    /** Whether Memo reckons what values weigh. */
    private final boolean reckons;

    Appraisal(Values values, Counters counters, @Nullable Appraiser own, Tagging tagging, @Nullable RegionStore store) {
        this.maxTtlNanos = store == null ? 0 : store.ways.ttlNanos();
        this.tagging = tagging;
        this.values = values;
        this.counters = counters;
        this.own = own;
        this.reckons = own == null || !own.weighs();
    }

    /** Returns whether no value has a weight or a life of its own. */
    boolean isPlain() {
        return own == null;
    }

    /**
     * Returns a value that is ready to be kept with its tags. Runs user code, whose exceptions are counted and thrown on.
     *
     * @param value the value as it came
     * @param stamp the time by the tags' count when its load began
     */
    Candidate tagged(Candidate c, @Nullable Object value, long stamp) {
        try {
            Object tagged = tagging.tagged(c.entry(), c.stored(), value, stamp);
            return c.tagged(
                    tagged,
                    reckons && tagged instanceof Tagged its
                            ? its.bytesOfTags(c.entry().hash())
                            : 0);
        } catch (Throwable cause) {
            counters.rejections.increment();
            throw cause;
        }
    }

    /** Returns a value that is ready to be kept with what it was computed from, which may be nothing that matters. */
    Candidate computed(Candidate c, @Nullable OriginSet origins) {
        if (origins == null) {
            return c;
        }
        int bytes = c.stored() instanceof Tagged ? 0 : Tagged.BYTES;
        return c.tagged(
                Tagged.of(c.stored(), origins),
                reckons ? bytes + origins.bytes(c.entry().hash()) : 0);
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
            return new Candidate(e, stored, Weights.of(values, e, stored), limited(ttlNanos), 0);
        }
        try {
            long weight = own.weigh(e, value);
            long ttl = ttlNanos == 0 ? own.ttlNanos(e, value) : ttlNanos;
            int reckoned = weight == Appraiser.OWN
                    ? Weights.of(values, e, stored)
                    : (int) Math.min(weight, Candidate.TOO_HEAVY);
            return new Candidate(e, stored, reckoned, limited(ttl), 0);
        } catch (Throwable cause) {
            counters.rejections.increment();
            throw cause;
        }
    }

    private long limited(long ttlNanos) {
        return maxTtlNanos > 0 && ttlNanos > maxTtlNanos ? maxTtlNanos : ttlNanos;
    }
}
