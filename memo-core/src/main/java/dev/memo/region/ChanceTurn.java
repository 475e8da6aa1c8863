// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A region by chance, as likely as it has many entries: so each entry of the runtime is as likely to go as any other.
 *
 * <p>Guarded by the budget's lock.
 */
final class ChanceTurn extends Turn {
    private final SplittableRandom random;

    ChanceTurn(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    @Nullable
    Victim next(Budget budget, Ledger newcomers, @Nullable Entry newcomer) {
        long all = newcomer == null ? 0 : -1;
        for (Account account : budget.accounts()) {
            all += account.ledger() == null ? 0 : account.entries;
        }
        long left = all <= 0 ? 0 : random.nextLong(all);
        for (Account account : budget.accounts()) {
            Ledger ledger = account.ledger();
            Entry own = ledger == newcomers ? newcomer : null;
            long entries = own == null ? account.entries : account.entries - 1;
            if (ledger != null && entries > left) {
                Entry victim = ledger.order.victim(own);
                return victim == null ? null : new Victim(ledger, victim);
            }
            left -= ledger == null ? 0 : entries;
        }
        return null;
    }
}
