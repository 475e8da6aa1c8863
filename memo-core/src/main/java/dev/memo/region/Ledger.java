// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * The live entries of one region in their orders of use and of writing, with their exact sums.
 *
 * <p>Guarded by the budget's lock, and held by its region only: the budget refers to it weakly.
 */
final class Ledger {
    final HeapTable table = new HeapTable();
    final RecencyOrder uses = new RecencyOrder();
    final Account account;
    final Counters counters;

    private final WriteOrder writes = new WriteOrder();
    private final Lifetime lifetime;
    private final Recency recency;
    private final RegionSettings settings;

    Ledger(RegionSettings settings, Lifetime lifetime, Recency recency, Counters counters) {
        this.recency = recency;
        this.settings = settings;
        this.lifetime = lifetime;
        this.counters = counters;
        this.account = new Account(this);
    }

    /** Makes an entry of the table live. */
    void add(Entry e, Object stored, int weight) {
        e.weight = weight;
        e.state = Entry.LIVE;
        e.flight = null;
        lifetime.written(e);
        recency.used(e);
        uses.add(e);
        writes.add(e);
        account.bytes += weight;
        account.entries++;
        e.value = stored;
    }

    /** Takes a live entry out of the orders and the sums, but leaves it in the table. */
    void withdraw(Entry e) {
        e.value = null;
        e.state = Entry.LOADING;
        uses.remove(e);
        writes.remove(e);
        account.bytes -= e.weight;
        account.entries--;
    }

    /** Unlinks an entry for good, live or loading. */
    void remove(Entry e) {
        if (e.state == Entry.LIVE) {
            withdraw(e);
        }
        e.state = Entry.GONE;
        table.unlink(e);
    }

    boolean overLimits() {
        return (settings.maxBytes() > 0 && account.bytes > settings.maxBytes())
                || (settings.maxEntries() > 0 && account.entries > settings.maxEntries());
    }

    /** Returns whether a single entry of this weight would take more than half of the region's own bytes. */
    boolean tooLarge(int weight) {
        return settings.maxBytes() > 0 && weight > settings.maxBytes() / 2;
    }

    boolean expired(Entry e) {
        return lifetime.expired(e);
    }

    /** Returns an entry that has ended, or null if none has. */
    @Nullable
    Entry expired() {
        Entry e = settings.ttlNanos() > 0 ? writes.first() : null;
        if (e != null && lifetime.expired(e)) {
            return e;
        }
        e = settings.idleNanos() > 0 ? uses.oldest() : null;
        return e != null && lifetime.expired(e) ? e : null;
    }
}
