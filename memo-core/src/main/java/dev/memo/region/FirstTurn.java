// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * The region whose victim comes first by the runtime's policy. Where all regions have that policy, the order is that of all
 * their entries together, exactly.
 *
 * <p>Guarded by the budget's lock.
 */
final class FirstTurn extends Turn {
    private final Precedence precedence;

    FirstTurn(Precedence precedence) {
        this.precedence = precedence;
    }

    @Override
    @Nullable
    Victim next(Budget budget, Ledger newcomers, @Nullable Entry newcomer) {
        Ledger from = null;
        StampedEntry first = null;
        for (Account account : budget.accounts()) {
            Ledger ledger = account.ledger();
            if (ledger == null || (first != null && hopeless(ledger, first))) {
                continue;
            }
            StampedEntry victim = (StampedEntry) ledger.order.victim(ledger == newcomers ? newcomer : null);
            if (victim != null && (first == null || precedence.before(victim, first))) {
                first = victim;
                from = ledger;
            }
        }
        return from == null || first == null ? null : new Victim(from, first);
    }

    /** Finding a victim may take some moving; it is spared where none can come before the one found. */
    private boolean hopeless(Ledger ledger, StampedEntry first) {
        return precedence == Precedence.OLDEST && ledger.order.lowerBound() >= first.stamp();
    }

    /** Which of two regions' victims goes first. */
    enum Precedence {
        /** The one with the lower stamp: used, or stored, longer ago. */
        OLDEST {
            @Override
            boolean before(StampedEntry a, StampedEntry b) {
                return a.stamp() < b.stamp();
            }
        },
        /** The one with the higher stamp. */
        NEWEST {
            @Override
            boolean before(StampedEntry a, StampedEntry b) {
                return a.stamp() > b.stamp();
            }
        },
        /** The one with fewer uses, among equals the one with the lower stamp. */
        LEAST_USED {
            @Override
            boolean before(StampedEntry a, StampedEntry b) {
                int less = Integer.compare(a.uses(), b.uses());
                return less == 0 ? a.stamp() < b.stamp() : less < 0;
            }
        };

        abstract boolean before(StampedEntry a, StampedEntry b);
    }
}
