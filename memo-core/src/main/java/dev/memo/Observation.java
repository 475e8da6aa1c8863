// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A memoized call's value, and how it came about. Immutable.
 *
 * @param outcome whether it was remembered
 * @param value what the call returned, which may be null
 * @param age how long ago the value was computed. Null if that is not known: for a hit of a method without {@code keep},
 *     {@code refresh} and {@code early}, where the value lives without an end, or has a life of its own: by a function, or
 *     shortened by what it was computed from. An entry has only its end then; the time when it began would cost each 8 bytes
 * @param waited how long the call waited for another's load; zero if it did not
 * @param loaded whether this call ran the method itself
 * @param <T> the value
 */
public record Observation<T>(
        Outcome outcome, @Nullable T value, @Nullable Duration age, Duration waited, boolean loaded) {

    /** Says all but the value, which may be a secret. */
    @Override
    public String toString() {
        return "Observation[" + outcome + ", age=" + age + ", waited=" + waited + ", loaded=" + loaded + "]";
    }

    /** Whether a result was remembered. Immutable. */
    public enum Outcome {
        /** There was a value. */
        HIT,
        /** There was one past its ttl, which was served all the same: while another loads it anew, or as its load failed. */
        STALE,
        /** There was none: it was loaded, by this call or by one that it waited for. */
        MISS,
        /** Memo stayed out of the call: it would have waited for itself, its key cannot be kept, or Memo saves nothing. */
        BYPASSED
    }
}
