// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * Says what a value weighs and how long it lives, in place of its region; runs code of the user's, with no lock held.
 *
 * <p>What it throws keeps the value from being kept. Implementations are thread-safe.
 */
public interface Appraiser {
    /** A weight that is left to Memo's own reckoning. */
    long OWN = -1;

    /** Returns what the entry takes of the limits with this value: 0 or more, or {@link #OWN}. */
    long weigh(Entry e, @Nullable Object value);

    /** Returns whether it weighs values itself; else {@link #weigh} always gives {@link #OWN}. */
    boolean weighs();

    /** Returns how long this value lives; 0 for as long as its region says, less if it has ended already. */
    long ttlNanos(Entry e, @Nullable Object value);
}
