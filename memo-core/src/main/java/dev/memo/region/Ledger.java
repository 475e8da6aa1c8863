// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * The live entries of one region in their orders of use and of ending, with their exact sums.
 *
 * <p>Guarded by the budget's lock, and held by its region only: the budget refers to it weakly.
 */
final class Ledger {
    final HeapTable table = new HeapTable();
    final Order order;
    final Account account;
    final Counters counters;
    final Worth worth;

    final EventLog events;

    /** Who hears of what leaves, or null. */
    final @Nullable RemovalHook hook;

    /** What a snapshot has for the region, which counts among its limits; null until that is known. */
    @Nullable
    ShelfRows shelved;

    private final Lifetime lifetime;
    private volatile @Nullable Origins origins;
    private final Recency recency;
    private final RegionSettings settings;
    private @Nullable TimerWheel wheel;

    Ledger(
            RegionSettings settings,
            Lifetime lifetime,
            Recency recency,
            Counters counters,
            Order order,
            Listeners listeners) {
        this.order = order;
        this.hook = listeners.hook();
        this.events = listeners.events();
        this.recency = recency;
        this.settings = settings;
        this.lifetime = lifetime;
        this.counters = counters;
        this.account = new Account(this);
        this.worth = new Worth(order, account);
    }

    /** Makes an entry of the table live. If that throws, as there is no memory for it, the entry is gone. */
    void add(Candidate c) {
        Entry e = c.entry();
        try {
            begin(c);
            order.add(e);
            turn(c);
        } catch (Throwable thrown) {
            drop(e);
            throw thrown;
        }
        enter(c);
    }

    /**
     * Links another entry with a live one's key, to take its place: a value is never written over another, as a reader
     * that has read the one would judge it by the other's deadline.
     */
    Entry twin(Entry e) {
        @Nullable Object[] parts = e.parts();
        Entry twin = e.withParts(parts);
        twin.cost = e.cost;
        for (Object part : parts) {
            if (part instanceof WeakPart weak) {
                weak.partOf(twin);
            }
        }
        link(twin);
        return twin;
    }

    /** Links an entry. A table that has no memory to grow has linked it all the same, so it is taken out. */
    void link(Entry fresh) {
        try {
            table.link(fresh, table.spot(fresh.hash()));
        } catch (OutOfMemoryError e) {
            drop(fresh);
            throw e;
        }
    }

    /**
     * Makes an entry live in the place of one with the same key, which is then gone; both are in the table. If that throws,
     * as there is no memory for it, both are gone.
     */
    void replace(Entry old, Candidate c) {
        Entry fresh = c.entry();
        leave(old);
        try {
            begin(c);
            order.replace(old, fresh);
            turn(c);
        } catch (Throwable thrown) {
            drop(fresh);
            throw thrown;
        } finally {
            drop(old);
        }
        old.replacedBy(fresh);
        enter(c);
    }

    /** Unlinks an entry for good, live or loading. */
    void remove(Entry e) {
        if (e.state == Entry.LIVE) {
            leave(e);
            try {
                order.remove(e);
            } finally {
                drop(e);
            }
        } else {
            drop(e);
        }
    }

    /** Unlinks a live entry because it has to make room. */
    void evict(Entry e) {
        leave(e);
        try {
            order.evicted(e);
        } finally {
            drop(e);
        }
    }

    private void stamp(Entry e) {
        if (e instanceof StampedEntry stamped) {
            recency.used(stamped);
        }
    }

    /** Starts the life of what is kept under an entry. */
    private void begin(Candidate c) {
        Entry e = c.entry();
        e.enter(c);
        e.encoded |= events.isOn(); // so that no hit is an ordinary one
        lifetime.written(e, c, !(c.stored() instanceof Thrown));
        stamp(e);
    }

    /** Puts an entry into the wheel; takes it out of its order if that throws. */
    private void turn(Candidate c) {
        Entry e = c.entry();
        if (!lifetime.ends(e)) {
            return;
        }
        try {
            wheel = wheel == null ? new TimerWheel(lifetime) : wheel;
            wheel.add(e, c.bornNanos());
        } catch (Throwable thrown) {
            order.remove(e);
            throw thrown;
        }
    }

    /** Counts an entry, which readers see from now on. */
    private void enter(Candidate c) {
        account.bytes += c.weight();
        account.entries++;
        c.entry().value(c.stored());
    }

    private void leave(Entry e) {
        e.value(null);
        if (wheel != null && lifetime.ends(e)) {
            wheel.remove(e);
        }
        account.bytes -= e.weight;
        account.entries--;
    }

    /** Takes an entry out of the table that is in no order. */
    void drop(Entry e) {
        e.state = Entry.GONE;
        table.unlink(e);
    }

    boolean overLimits() {
        return over(account.bytes, account.entries);
    }

    /** Returns whether a limit is exceeded by what is here and these. */
    boolean overLimits(ShelfRows others) {
        return over(account.bytes + others.bytes(), account.entries + others.size());
    }

    private boolean over(long bytes, long entries) {
        RegionSettings.Limits limits = settings.limits();
        return (limits.maxBytes() > 0 && bytes > limits.maxBytes())
                || (limits.maxEntries() > 0 && entries > limits.maxEntries());
    }

    /** Returns the region's own limit in bytes, {@link Long#MAX_VALUE} for none. */
    long maxBytes() {
        long own = settings.limits().maxBytes();
        return own > 0 ? own : Long.MAX_VALUE;
    }

    /** Returns the time, for the life of what is written now to begin. */
    long born(Candidate c) {
        return lifetime.born(c.ttlNanos());
    }

    /** Returns whether the entry has ended, or a tag of its value was invalidated. */
    boolean expired(Entry e) {
        return lifetime.expired(e) || Tagged.isOver(e.value);
    }

    /** Returns whether a live entry is no longer fresh, or has ended. */
    boolean outdated(Entry e) {
        return lifetime.outdated(e) || Tagged.isOver(e.value) || Tagged.isToBeOutdated(e.value);
    }

    /** Lets the load that was to renew an entry, which was unlinked just now, go on for one that is LOADING in its place. */
    void reopen(Entry e) {
        Flight flight = Renewal.flightOf(e);
        if (flight != null) {
            Entry loading = twin(e);
            loading.open(flight);
            flight.entry = loading;
            e.replacedBy(loading);
        }
    }

    /** Returns the keys that values were computed from, of this region's. */
    Origins origins() {
        Origins known = origins;
        return known == null ? make() : known;
    }

    private synchronized Origins make() {
        Origins mine = origins == null ? new Origins() : origins;
        origins = mine;
        return mine;
    }

    /** What was computed from the key with this hash is over; its value is gone by now. */
    void changed(int hash) {
        Origins known = origins;
        if (known != null) {
            known.over(hash);
        }
    }

    /** What was computed from any key is over; all values are gone by now. */
    void allChanged() {
        Origins known = origins;
        if (known != null) {
            known.allOver();
        }
    }

    /** Returns whether a live entry ends at all. */
    boolean ends(Entry e) {
        return lifetime.ends(e);
    }

    /** Returns how long the entry is fresh yet; {@link Long#MAX_VALUE} without an end. */
    long remainingNanos(Entry e) {
        return lifetime.freshFor(e);
    }

    /** Returns the entries that end by their time; null before the first such. */
    @Nullable
    TimerWheel wheel() {
        return wheel;
    }

    /** Who hears of what happens to a region: of what leaves, or null; of each event. Immutable. */
    record Listeners(@Nullable RemovalHook hook, EventLog events) {}
}
