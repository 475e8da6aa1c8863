// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Codec;
import dev.memo.spi.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries and settings of one memoized method: finds a value, or opens a flight that will load it.
 *
 * <p>Thread-safe. {@link #head} and {@link #hit} take no lock, allocate nothing for a shared value and read no clock
 * but a field.
 */
public final class Region {
    final RegionSettings settings;
    final HeapTier tier;
    final Ledger ledger;
    final Values values;
    final Counters counters = new Counters();

    private final HeapTable table;
    private final Lifetime lifetime;
    private final boolean ends;
    private final boolean counting;
    private final Recency recency;
    private final HitCounter hits = counters.hits;
    private final Flights flights;
    private final Orphans orphans;

    Region(RegionSettings settings, HeapTier tier, Codec codec, KeyKeeper keeper) {
        this.settings = settings;
        this.tier = tier;
        this.lifetime = new Lifetime(settings.ttlNanos(), settings.idleNanos(), tier.clock);
        this.ends = lifetime.ends;
        this.counting = tier.statistics;
        this.recency = tier.recency;
        this.values = new Values(settings.storage(), codec, counters, tier.clock);
        this.ledger = new Ledger(settings, lifetime, recency, counters);
        this.table = ledger.table;
        this.orphans = new Orphans(this);
        this.flights = new Flights(this, fresh -> keeper.keep(fresh, orphans.queue()));
        tier.budget.register(ledger.account);
    }

    /** Returns what the region was told. */
    public RegionSettings settings() {
        return settings;
    }

    /** Hit path, step 2 of 3: the first entry of the hash's bucket. Next: {@link #hit}. */
    public @Nullable Entry head(int hash) {
        return table.head(hash);
    }

    /**
     * Hit path, step 3 of 3: serves the value of an entry whose key is equal. Back in the woven method, it is returned.
     *
     * @return the value, {@code void.class} for null; null if the entry may not be served
     */
    public @Nullable Object hit(Entry e) {
        Object stored = e.value;
        if (stored == null || (ends && !lifetime.servable(e))) {
            return null;
        }
        Object value = values.open(stored);
        if (value == null) {
            return drop(e);
        }
        recency.used(e);
        if (counting) {
            hits.increment();
        }
        return value;
    }

    /**
     * Miss path: opens a flight for the key, or waits for the one that is open.
     *
     * @param fresh an entry whose parts are the caller's arguments
     * @return a flight for the caller to land, a value ({@code void.class} for null), or null if the caller
     *     has to run the original without Memo
     * @throws Throwable what the flight's leader got from the original, the same object
     */
    public @Nullable Object begin(Entry fresh) throws Throwable {
        orphans.drain();
        return flights.begin(fresh);
    }

    /**
     * Counts a call that goes through because its key cannot be made or compared; rethrows what the JVM throws, but for
     * a stack that overflows: the original overflows too, or it does not.
     */
    public @Nullable Object bypass(Throwable cause) {
        counters.bypasses.increment();
        if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
            throw error;
        }
        tier.trouble.report(settings.name(), cause);
        return null;
    }

    /** Drops the entry with the fresh one's key, or fences off its load; returns whether there was one. */
    public boolean invalidate(Entry fresh) {
        // Takes the lock: a load opened before is found below, one opened later sees what the caller has written.
        invalidate(List.of());
        Entry e = table.find(fresh);
        return e != null && invalidate(List.of(e)) > 0;
    }

    /** Drops all entries that the condition, which may run user code, holds for; returns how many. */
    public int invalidateIf(Predicate<Entry> condition) {
        List<Entry> all = entries();
        all.removeIf(condition.negate());
        return invalidate(all);
    }

    /** Drops all entries and fences off all loads. */
    public void invalidateAll() {
        invalidate(entries());
    }

    /** Returns a snapshot of what has happened here; only entries and bytes where statistics are off. */
    public Stats stats() {
        tier.budget.lock.lock();
        try {
            return (counting ? counters : new Counters())
                    .snapshot(ledger.account.entries, ledger.account.bytes, values.copyNanos());
        } finally {
            tier.budget.lock.unlock();
        }
    }

    int invalidate(List<Entry> gone) {
        int dropped = 0;
        tier.budget.lock.lock();
        try {
            for (Entry e : gone) {
                if (e.state != Entry.GONE) {
                    tier.budget.remove(ledger, e);
                    dropped++;
                }
            }
        } finally {
            tier.budget.lock.unlock();
        }
        counters.invalidations.add(dropped);
        return dropped;
    }

    private List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        tier.budget.lock.lock();
        try {
            table.forEach(all::add);
        } finally {
            tier.budget.lock.unlock();
        }
        return all;
    }

    /** Drops an entry that cannot be read, so that the call becomes a miss. */
    private @Nullable Object drop(Entry e) {
        tier.budget.lock.lock();
        try {
            if (e.state == Entry.LIVE) {
                tier.budget.remove(ledger, e);
            }
        } finally {
            tier.budget.lock.unlock();
        }
        return null;
    }
}
