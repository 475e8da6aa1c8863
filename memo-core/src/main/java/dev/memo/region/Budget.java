// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

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
    final ReentrantLock lock = new ReentrantLock();

    private final long maxBytes;
    private final long maxEntries;
    private final List<Account> accounts = new ArrayList<>();
    private long bytes;
    private long entries;

    /**
     * Creates a budget with no regions.
     *
     * @param maxBytes for all regions together, at least 1
     * @param maxEntries for all regions together, 0 for no limit
     */
    Budget(long maxBytes, long maxEntries) {
        this.maxBytes = maxBytes;
        this.maxEntries = maxEntries;
    }

    void register(Account account) {
        lock.lock();
        try {
            reclaim();
            accounts.add(account);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the value under an entry that is still in its table; returns whether it was kept. */
    boolean publish(Ledger ledger, Entry e, Object stored, int weight) {
        lock.lock();
        try {
            if (e.state == Entry.GONE) {
                return false;
            }
            if (ledger.tooLarge(weight) || weight > maxBytes / 2) {
                remove(ledger, e);
                ledger.counters.rejections.increment();
                return false;
            }
            if (e.state == Entry.LIVE) {
                spend(-e.weight, -1);
                ledger.withdraw(e);
            }
            ledger.add(e, stored, weight);
            spend(weight, 1);
            trim(ledger);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Unlinks an entry. The caller holds the lock. */
    void remove(Ledger ledger, Entry e) {
        if (e.state == Entry.LIVE) {
            spend(-e.weight, -1);
        }
        ledger.remove(e);
    }

    /** Removes the entry if it has ended, and what has ended before it. The caller holds the lock. */
    void expire(Ledger ledger, Entry e) {
        if (ledger.expired(e)) {
            remove(ledger, e);
            ledger.counters.expirations.increment();
        }
        expire(ledger);
    }

    /** Removes what has ended from the region's front. */
    private void expire(Ledger ledger) {
        for (Entry e = ledger.expired(); e != null; e = ledger.expired()) {
            remove(ledger, e);
            ledger.counters.expirations.increment();
        }
    }

    private void trim(Ledger ledger) {
        expire(ledger);
        while (ledger.overLimits()) {
            evict(ledger);
        }
        if (over()) {
            reclaim();
            for (Account account : accounts) {
                Ledger other = account.ledger();
                if (other != null) {
                    expire(other);
                }
            }
        }
        Ledger least = over() ? leastRecentlyUsed() : null;
        while (least != null && over()) {
            evict(least);
            least = leastRecentlyUsed();
        }
    }

    private boolean over() {
        return bytes > maxBytes || (maxEntries > 0 && entries > maxEntries);
    }

    private void evict(Ledger ledger) {
        Entry victim = ledger.uses.oldest();
        if (victim == null) {
            throw new IllegalStateException("a region over its limit has no entry");
        }
        remove(ledger, victim);
        ledger.counters.evictions.increment();
    }

    /** Returns the region whose oldest entry is the oldest of all, or null if there are no entries. */
    private @Nullable Ledger leastRecentlyUsed() {
        Ledger least = null;
        long stamp = Long.MAX_VALUE;
        for (Account account : accounts) {
            Ledger ledger = account.ledger();
            Entry oldest = ledger == null || ledger.uses.lowerBound() >= stamp ? null : ledger.uses.oldest();
            if (oldest != null && ledger != null && oldest.stamp() < stamp) {
                stamp = oldest.stamp();
                least = ledger;
            }
        }
        return least;
    }

    private void spend(long moreBytes, long moreEntries) {
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
