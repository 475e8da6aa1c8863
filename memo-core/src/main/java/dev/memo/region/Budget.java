// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.Turn.Victim;
import dev.memo.spi.RemovalCause;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The limits that all regions of a runtime share, and the lock under which any of them changes.
 *
 * <p>One lock makes the sums exact and the order of last use comparable across regions. It is held for a few pointer
 * writes, never while user code runs: keys are compared, values encoded and weighed before. Hits never take it.
 * Thread-safe.
 */
final class Budget {
    /** Some 60 microseconds, what parking and waking take; with one processor, the lock's holder cannot run meanwhile. */
    private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 2_000 : 0;

    final ReentrantLock lock = new ReentrantLock();

    private final long maxBytes;
    private final long maxEntries;
    private final double maxEntryShare;
    private final List<Account> accounts = new ArrayList<>();
    private final Removals removals;
    private final Turn turn;
    final Expiry expiry;

    /** What a snapshot has brought, which counts here and makes room first; null until it is told. */
    @Nullable
    Shelf shelf;

    private long bytes;
    private long entries;
    private long writes;

    /**
     * Creates a budget with no regions.
     *
     * @param limits of all regions together
     * @param removals hears of what leaves
     * @param clock tells what has ended
     * @param turn decides who makes room
     */
    Budget(HeapTier.Limits limits, Removals removals, CoarseClock clock, Turn turn) {
        this.turn = turn;
        this.removals = removals;
        this.maxBytes = limits.maxBytes();
        this.maxEntries = limits.maxEntries();
        this.maxEntryShare = limits.maxEntryShare();
        this.expiry = new Expiry(this, accounts, clock, removals.trouble);
    }

    /** Takes the lock, which is held so shortly that it is better to try for a while than to park. */
    void lock() {
        for (int tries = SPINS; tries > 0; tries--) {
            if (lock.tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        lock.lock();
    }

    /** Gives the lock back, then tells the listeners of what was removed under it. */
    void unlock() {
        Removals.Notice taken = lock.getHoldCount() == 1 ? removals.take() : null;
        lock.unlock();
        removals.tell(taken);
    }

    /** Has something told once the lock is free. The caller holds it. */
    void tellLater(Runnable telling) {
        removals.add(telling);
    }

    void register(Account account) {
        lock();
        try {
            reclaim();
            accounts.add(account);
        } finally {
            unlock();
        }
    }

    /** Keeps the value under an entry that is still in its table; returns whether it was kept. The caller holds the lock. */
    boolean publish(Ledger ledger, Candidate c) {
        assert lock.isHeldByCurrentThread() : "who publishes holds the lock";
        Entry e = c.entry();
        if (e.state == Entry.GONE) {
            return false;
        }
        if (tooLarge(ledger, c.weight())) {
            remove(ledger, e, RemovalCause.REPLACED);
            ledger.counters.rejections.increment();
            ledger.events.tooLarge();
            return false;
        }
        if (e.state == Entry.LIVE) {
            replace(ledger, e, c.under(ledger.twin(e)));
        } else {
            enter(ledger, c);
            trim(ledger, c);
        }
        return true;
    }

    /**
     * Keeps the candidate, whose entry is linked, in the place of another entry with its key, live or loading. A value to
     * be closed that replaces itself has not left, so nobody is told. The caller holds the lock.
     */
    void replace(Ledger ledger, @Nullable Entry old, Candidate c) {
        if (old == null || old.state != Entry.LIVE) {
            if (old != null) {
                ledger.remove(old);
            }
            enter(ledger, c);
        } else {
            exchange(ledger, old, c);
            ledger.changed(old.hash());
            expiry.written(ledger, c);
        }
        trim(ledger, c);
    }

    private static boolean staysOpen(Ledger ledger, Entry old, Candidate c) {
        Object value = Tagged.plain(c.stored());
        boolean same = value instanceof AutoCloseable && Tagged.plain(old.value) == value;
        return same && ledger.hook != null && ledger.hook.closes();
    }

    /** If that throws, neither is kept. */
    private void exchange(Ledger ledger, Entry old, Candidate c) {
        try {
            if (!staysOpen(ledger, old, c)) {
                removals.add(ledger, old, RemovalCause.REPLACED);
            }
        } catch (Throwable thrown) {
            ledger.drop(c.entry());
            throw thrown;
        }
        spend(-old.weight, -1);
        ledger.replace(old, c);
        spend(c.weight(), 1);
    }

    /** Returns whether this weight is more than one entry may take of the limits. */
    boolean tooLarge(Ledger ledger, int weight) {
        return weight > maxEntryBytes(ledger);
    }

    /** Returns how much one entry may take, by the runtime's limit and the region's own. */
    long maxEntryBytes(Ledger ledger) {
        return (long) (Math.min(maxBytes, ledger.maxBytes()) * maxEntryShare);
    }

    /** Unlinks an entry. The caller holds the lock. */
    void remove(Ledger ledger, Entry e, RemovalCause cause) {
        if (e.state == Entry.LIVE) {
            removals.add(ledger, e, cause);
            spend(-e.weight, -1);
        }
        ledger.remove(e);
    }

    /** Removes the entry if it has ended, or a tag of its value was invalidated. The caller holds the lock. */
    void expire(Ledger ledger, Entry e) {
        if (Tagged.isOver(e.value)) {
            remove(ledger, e, RemovalCause.INVALIDATED);
            ledger.counters.invalidations.increment();
        } else if (ledger.expired(e)) {
            expired(ledger, e);
        }
    }

    /** Removes an entry that has ended. The caller holds the lock. */
    void expired(Ledger ledger, Entry e) {
        remove(ledger, e, RemovalCause.EXPIRED);
        ledger.reopen(e);
        ledger.counters.expirations.increment();
    }

    /** Removes an entry that a store had to make room of, if it is live. The caller holds the lock. */
    void evictAlong(Ledger ledger, Entry e) {
        if (e.state == Entry.LIVE) {
            evict(ledger, e);
        }
    }

    /** Returns what the regions hold; that of a collected one has no ledger. */
    List<Account> accounts() {
        return accounts;
    }

    boolean overBytes() {
        return bytes > maxBytes;
    }

    long maxBytes() {
        return maxBytes;
    }

    long maxEntries() {
        return maxEntries;
    }

    /** Returns how many values were kept so far. */
    long writes() {
        return writes;
    }

    private void enter(Ledger ledger, Candidate c) {
        ledger.worth.written(LoadTime.nanos(c.entry().cost), (int) ++writes);
        ledger.add(c);
        spend(c.weight(), 1);
        expiry.written(ledger, c);
    }

    /** Makes room for a newcomer: by what has ended, else by what the policies choose. */
    private void trim(Ledger ledger, Candidate c) {
        Entry newcomer = c.entry();
        if (shelf != null) {
            shelf.makeRoom(ledger);
        }
        while (ledger.overLimits()) {
            if (!expiry.makeRoom(ledger, c.bornNanos())) {
                Entry victim = ledger.order.victim(newcomer.state == Entry.LIVE ? newcomer : null);
                evict(ledger, victim == null ? newcomer : victim);
            }
        }
        if (over()) {
            reclaim();
        }
        while (over()) {
            if (!expiry.makeRoom()) {
                Victim victim = turn.next(this, ledger, newcomer.state == Entry.LIVE ? newcomer : null);
                evict(victim == null ? ledger : victim.ledger(), victim == null ? newcomer : victim.entry());
            }
        }
        ledger.account.peak();
    }

    /** Returns how many bytes and entries may come in before limits are reached. The caller holds the lock. */
    long[] room() {
        return new long[] {
            Math.max(0, maxBytes - bytes), maxEntries > 0 ? Math.max(0, maxEntries - entries) : Long.MAX_VALUE
        };
    }

    boolean over() {
        return bytes > maxBytes || (maxEntries > 0 && entries > maxEntries);
    }

    private void evict(Ledger ledger, Entry victim) {
        removals.add(ledger, victim, RemovalCause.EVICTED);
        spend(-victim.weight, -1);
        ledger.evict(victim);
        ledger.reopen(victim);
        ledger.counters.evictions.increment();
    }

    /** Counts what comes in or leaves. The caller holds the lock. */
    void spend(long moreBytes, long moreEntries) {
        bytes += moreBytes;
        entries += moreEntries;
    }

    /** Takes back what collected regions held. */
    private void reclaim() {
        for (int i = accounts.size() - 1; i >= 0; i--) {
            Account account = accounts.get(i);
            if (account.ledger() == null) {
                spend(-account.bytes, -account.entries);
                accounts.remove(i);
            }
        }
    }
}
