// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What one region takes of the budget. It outlives the region, so that the budget gets back what a collected one held.
 *
 * <p>Guarded by the budget's lock.
 */
final class Account {
    long bytes;
    long entries;
    long peakEntries;

    private final WeakReference<Ledger> ledger;

    Account(Ledger ledger) {
        this.ledger = new WeakReference<>(ledger);
    }

    /** Takes note of how many entries there are, once room has been made for the newest. */
    void peak() {
        peakEntries = Math.max(peakEntries, entries);
    }

    @Nullable
    Ledger ledger() {
        return ledger.get();
    }
}
