// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The region whose victim promises to save the least load time for the room that it takes.
 *
 * <p>What a victim is {@link Worth}: hit density (LHD, Beckmann, Chen and Cidon, 2018), weighed by cost and size as in
 * GreedyDual-Size (Cao and Irani, 1997), with measured load times. Where none was measured, as all was put, a load
 * counts as much as in the mean of the other regions. One region alone is left to its own order. None
 * starves: a region that would be left with less than an eighth of an equal part is spared, as long as another would not.
 * Of many regions only some are compared for each eviction, in turn, with the poorest of the last time.
 *
 * <p>Guarded by the budget's lock.
 */
final class ValueTurn extends Turn {
    private static final int COMPARED = 16;
    private static final int SPARED = 8;

    private final int spared;
    private final MeanTime loads = new MeanTime();
    private int turn;
    private @Nullable Account last;

    ValueTurn() {
        this(SPARED);
    }

    /** Creates one that spares a region which would be left with less than so small a share of an equal part. */
    ValueTurn(int spared) {
        this.spared = spared;
    }

    @Override
    @Nullable
    Victim next(Budget budget, Ledger newcomers, @Nullable Entry newcomer) {
        List<Account> accounts = budget.accounts();
        if (accounts.size() == 1) {
            Entry victim = newcomers.order.victim(newcomer);
            return victim == null ? null : new Victim(newcomers, victim);
        }
        Victim poorest = null;
        double least = Double.POSITIVE_INFINITY;
        Account before = last;
        last = null;
        for (int i = -1; i < Math.min(accounts.size(), COMPARED); i++) {
            Account account = i < 0 ? before : accounts.get(turn++ % accounts.size());
            Ledger ledger = account == null ? null : account.ledger();
            Entry victim = ledger == null ? null : ledger.order.victim(ledger == newcomers ? newcomer : null);
            if (account == null || ledger == null || victim == null || starves(budget, account, victim)) {
                continue;
            }
            double worth = ledger.worth.of(victim, (int) budget.writes(), budget.overBytes(), usualNanos(ledger));
            if (worth < least) {
                least = worth;
                poorest = new Victim(ledger, victim);
                last = account;
            }
        }
        turn %= accounts.size();
        return poorest == null ? ofTheLargest(budget, newcomers, newcomer) : poorest;
    }

    /** Returns what a load takes in the mean of the regions that have measured any, the last compared weighing most. */
    private double usualNanos(Ledger ledger) {
        double own = ledger.worth.loadNanos();
        if (own > 0) {
            loads.add(own);
        }
        return loads.nanos();
    }

    private boolean starves(Budget budget, Account account, Entry victim) {
        long parts = (long) spared * budget.accounts().size();
        return budget.overBytes()
                ? account.bytes - victim.weight < budget.maxBytes() / parts
                : account.entries - 1 < budget.maxEntries() / parts;
    }

    /** Where none of those compared can do without anything, the region that holds most has to. */
    private static @Nullable Victim ofTheLargest(Budget budget, Ledger newcomers, @Nullable Entry newcomer) {
        Victim found = null;
        long most = -1;
        for (Account account : budget.accounts()) {
            Ledger ledger = account.ledger();
            long held = budget.overBytes() ? account.bytes : account.entries;
            Entry victim =
                    ledger == null || held <= most ? null : ledger.order.victim(ledger == newcomers ? newcomer : null);
            if (ledger != null && victim != null) {
                most = held;
                found = new Victim(ledger, victim);
            }
        }
        return found;
    }
}
