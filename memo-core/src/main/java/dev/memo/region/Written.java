// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * What came of a write. Immutable.
 *
 * @param outcome whether it was done, or why not
 * @param before the value that could be served before it, as it was kept; null if there was none
 */
public record Written(Outcome outcome, @Nullable Object before) {
    static final Written CLOSED = new Written(Outcome.CLOSED, null);
    static final Written UNSETTLED = new Written(Outcome.UNSETTLED, null);

    /** Returns whether it was done. */
    public boolean done() {
        return outcome == Outcome.DONE;
    }

    /** How a write may end. Immutable. */
    public enum Outcome {
        /** It was done. */
        DONE,
        /** Its condition did not hold: nothing has changed. */
        REFUSED,
        /** The value takes too much of the limits: nothing is under the key now. */
        TOO_LARGE,
        /** The cache is closed: nothing has changed. */
        CLOSED,
        /** It was done in the heap, but the store, which is written through, has not taken it yet. */
        UNSETTLED
    }
}
