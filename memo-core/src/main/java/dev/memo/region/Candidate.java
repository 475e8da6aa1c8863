// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * A value that is ready to be kept under an entry: encoded, weighed, its life measured. Immutable.
 *
 * @param entry the key; it is not in the table yet, or LOADING there
 * @param stored the value as it is kept
 * @param weight what it takes of the limits; {@link #TOO_HEAVY} for as much or more
 * @param ttlNanos how long it lives; 0 for as long as its region says, less if it has ended already
 * @param bornNanos when its life began, if it or its region may end; else any number
 * @param untilNanos when it is fresh no more, if its life does not end before; {@link Lifetime#NEVER} for none
 */
public record Candidate(Entry entry, Object stored, int weight, long ttlNanos, long bornNanos, long untilNanos) {
    /** What a value weighs that weighs this much or more: no limit has room for it, as nobody can tell how much it takes. */
    static final int TOO_HEAVY = Integer.MAX_VALUE;

    /** A value that lives as long as its ttl says. */
    Candidate(Entry entry, Object stored, int weight, long ttlNanos, long bornNanos) {
        this(entry, stored, weight, ttlNanos, bornNanos, Lifetime.NEVER);
    }

    /** Returns the same for another entry with the same key. */
    Candidate under(Entry other) {
        return new Candidate(other, stored, weight, ttlNanos, bornNanos, untilNanos);
    }

    /** Returns the same with a life that begins at this time. */
    Candidate born(long now) {
        return new Candidate(entry, stored, weight, ttlNanos, now, untilNanos);
    }

    /** Returns the same for the value with its tags, which take so much more of the limits. */
    Candidate tagged(Object tagged, int more) {
        int all = (int) Math.min((long) weight + more, TOO_HEAVY);
        return tagged == stored ? this : new Candidate(entry, tagged, all, ttlNanos, bornNanos, untilNanos);
    }

    /** Returns the same for a value that is fresh no longer than until then. */
    Candidate until(long nanos) {
        return nanos == untilNanos ? this : new Candidate(entry, stored, weight, ttlNanos, bornNanos, nanos);
    }

    /** Returns whether it weighs so much that its weight says no more than that. */
    public boolean isTooHeavy() {
        return weight == TOO_HEAVY;
    }

    /** Returns whether its life is over before it has begun. */
    public boolean ended() {
        return ttlNanos < 0;
    }
}
