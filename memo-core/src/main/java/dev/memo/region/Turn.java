// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * Decides which region gives up an entry when the runtime's limits are exceeded; which of its entries, its own order says.
 *
 * <p>Guarded by the budget's lock.
 */
abstract class Turn {
    /**
     * Returns whose turn it is, with its victim; null if nobody has anything to give but the newcomer.
     *
     * @param budget whose limits are exceeded
     * @param newcomers the region for whose newcomer room is needed
     * @param newcomer what came in, null if it has left again
     */
    @Nullable
    abstract Victim next(Budget budget, Ledger newcomers, @Nullable Entry newcomer);

    /** An entry that is to go, and where it lies. Immutable. */
    record Victim(Ledger ledger, Entry entry) {}
}
