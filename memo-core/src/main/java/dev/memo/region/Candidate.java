// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * A value that is ready to be kept under an entry: encoded, weighed, its life measured. Immutable.
 *
 * @param entry the key; it is not in the table yet, or LOADING there
 * @param stored the value as it is kept
 * @param weight what it takes of the limits
 * @param ttlNanos how long it lives; 0 for as long as its region says, less if it has ended already
 * @param bornNanos when its life began, if it or its region may end; else any number
 */
public record Candidate(Entry entry, Object stored, int weight, long ttlNanos, long bornNanos) {
    /** Returns the same for another entry with the same key. */
    Candidate under(Entry other) {
        return new Candidate(other, stored, weight, ttlNanos, bornNanos);
    }

    /** Returns the same with a life that begins at this time. */
    Candidate born(long now) {
        return new Candidate(entry, stored, weight, ttlNanos, now);
    }

    /** Returns the same for the value with its tags. */
    Candidate tagged(Object tagged) {
        return new Candidate(entry, tagged, weight, ttlNanos, bornNanos);
    }

    /** Returns whether its life is over before it has begun. */
    boolean ended() {
        return ttlNanos < 0;
    }
}
