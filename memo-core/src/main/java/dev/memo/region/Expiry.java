// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Removes what has ended, in all regions of a runtime: a little with each write, more where room is needed, the rest by
 * the {@link Expirer}.
 *
 * <p>Which region has something due is asked in turn: one goes on until it has nothing more, and only when the earliest
 * time of all is over is there a round at all. Guarded by the budget's lock.
 */
final class Expiry {
    /** How many entries a write removes beside what it has to. */
    private static final int HELP = 16;

    /** How many entries may be moved in search of one that has ended, before a live one goes in its stead. */
    private static final int SEARCH = 1_000;

    final Budget budget;

    private final List<Account> accounts;
    private final CoarseClock clock;
    private final @Nullable Expirer expirer;
    private int turn;
    private boolean any;
    private long soonest;
    private int work;

    Expiry(Budget budget, List<Account> accounts, CoarseClock clock, Trouble trouble) {
        this.budget = budget;
        this.accounts = accounts;
        this.clock = clock;
        this.expirer = clock.threaded() ? new Expirer(this, clock, trouble) : null;
    }

    /** Returns the thread's side of it; null with a ticker of the user's. */
    @Nullable
    Expirer expirer() {
        return expirer;
    }

    /** Takes note of a write, and removes some of what had ended in its region without being removed in good time. */
    void written(Ledger ledger, Candidate c) {
        TimerWheel wheel = ledger.wheel();
        if (wheel == null || wheel.isEmpty()) {
            return;
        }
        long due = wheel.soonest();
        if (!any || due - soonest < 0) {
            any = true;
            soonest = due;
        }
        if (expirer == null) {
            help(ledger, clock.exact());
            return;
        }
        expirer.wakeBy(due + wheel.slack());
        if (ledger.ends(c.entry())) {
            help(ledger, c.bornNanos() - 2 * wheel.slack());
        }
    }

    /** Removes some entries of the region that have ended by then. */
    void help(Ledger ledger, long then) {
        sweep(ledger, then, HELP);
    }

    /** Removes an entry of the region that has ended by now; returns whether one was found in reasonable time. */
    boolean makeRoom(Ledger ledger, long now) {
        TimerWheel wheel = ledger.wheel();
        if (wheel == null || wheel.isEmpty() || wheel.soonest() - now > 0) {
            return false;
        }
        work = SEARCH;
        return removeOne(ledger, now);
    }

    /** Removes an entry of any region that has ended; returns whether one was found in reasonable time. */
    boolean makeRoom() {
        if (!any) {
            return false;
        }
        long now = clock.exact();
        work = SEARCH;
        for (Ledger ledger = due(now); ledger != null && work > 0; ledger = due(now)) {
            if (removeOne(ledger, now)) {
                return true;
            }
        }
        return false;
    }

    /** Removes what has ended in all regions, with so many steps at most; returns whether there may be more. */
    boolean sweep(int most) {
        long now = clock.exact();
        work = most;
        for (Ledger ledger = due(now); ledger != null && work > 0; ledger = due(now)) {
            removeOne(ledger, now);
        }
        return work <= 0;
    }

    /** Removes what has ended in the region by then, with so many steps at most; returns whether there is more. */
    boolean sweep(Ledger ledger, long then, int most) {
        work = most;
        boolean found = true;
        while (found && work > 0) {
            found = removeOne(ledger, then);
        }
        TimerWheel wheel = ledger.wheel();
        return work <= 0 && wheel != null && wheel.due(then);
    }

    /** Returns how long there is nothing to do for the expirer; none if nothing ends. */
    OptionalLong rest() {
        long now = clock.exact();
        long least = Long.MAX_VALUE;
        for (Account account : accounts) {
            TimerWheel wheel = wheelOf(account);
            if (wheel != null && !wheel.isEmpty()) {
                wheel.seek();
                least = Math.min(least, wheel.soonest() - now + wheel.slack());
            }
        }
        return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(Math.max(0, least));
    }

    /** Removes one entry that has ended by then, and pays for the steps; returns whether there was one. */
    private boolean removeOne(Ledger ledger, long then) {
        TimerWheel wheel = ledger.wheel();
        if (wheel == null) {
            return false;
        }
        Entry e = wheel.ended(then, work);
        work -= wheel.moves() + 1;
        if (e == null) {
            return false;
        }
        budget.expired(ledger, e);
        return true;
    }

    /** Returns the region whose turn it is to give what has ended, or null if none has. */
    private @Nullable Ledger due(long now) {
        if (!any || soonest - now > 0) {
            return null;
        }
        for (int i = accounts.size(); i > 0; i--) {
            turn = turn < accounts.size() ? turn : 0;
            Ledger ledger = accounts.get(turn).ledger();
            TimerWheel wheel = ledger == null ? null : ledger.wheel();
            if (wheel != null && wheel.due(now)) {
                return ledger;
            }
            turn++;
        }
        findSoonest();
        return null;
    }

    private void findSoonest() {
        any = false;
        for (Account account : accounts) {
            TimerWheel wheel = wheelOf(account);
            if (wheel != null && !wheel.isEmpty() && (!any || wheel.soonest() - soonest < 0)) {
                any = true;
                soonest = wheel.soonest();
            }
        }
    }

    private static @Nullable TimerWheel wheelOf(Account account) {
        Ledger ledger = account.ledger();
        return ledger == null ? null : ledger.wheel();
    }
}
