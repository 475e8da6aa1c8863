// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import org.jspecify.annotations.Nullable;

/**
 * What a cache had for a key: a value, which may be null, one that has ended, or nothing. Immutable.
 *
 * @param outcome which of the three
 * @param value the value of a hit, which may be null; always null otherwise
 * @param <V> the values
 */
public record Lookup<V>(Outcome outcome, @Nullable V value) {

    /** Returns whether there was a value. */
    public boolean isHit() {
        return outcome == Outcome.HIT;
    }

    /** Returns whether there was a value that had ended. */
    public boolean isExpired() {
        return outcome == Outcome.EXPIRED;
    }

    /** Returns whether there was nothing. */
    public boolean isMiss() {
        return outcome == Outcome.MISS;
    }

    /** Returns the value of a hit, which may be null, or the other one. */
    public @Nullable V orElse(@Nullable V other) {
        return isHit() ? value : other;
    }

    /** Says the outcome only, as the value may be a secret. */
    @Override
    public String toString() {
        return "Lookup[" + outcome + "]";
    }

    /** How a lookup may end. Immutable. */
    public enum Outcome {
        /** There was a value. */
        HIT,
        /** There was one that had reached its end, and was still there to be seen. */
        EXPIRED,
        /** There was none. */
        MISS
    }
}
