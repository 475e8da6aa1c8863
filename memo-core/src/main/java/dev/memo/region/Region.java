// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.Codec;
import dev.memo.spi.RemovalCause;
import dev.memo.spi.Stats;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries and settings of one memoized method: finds a value, or opens a flight that will load it.
 *
 * <p>Thread-safe. Hits are served by its {@link HitPath}.
 */
public final class Region {
    private static final int CLEANED_AT_ONCE = 100;

    final RegionSettings settings;
    final HeapTier tier;
    final Ledger ledger;
    final Values values;
    final Appraisal appraisal;
    final Tagging tagging;
    final Counters counters = new Counters();
    final Flights flights;

    final KeyKeeper keeper;
    final Lifetime lifetime;
    final EventLog events;
    private final HitPath hitPath;

    /** Where its values go second; null for nowhere. */
    final @Nullable RegionStore store;

    /** What a snapshot has brought for it; null before anybody has said so. */
    volatile @Nullable Restored restored;

    /** Which exceptions are kept; null for none. */
    final @Nullable Failures failures;

    /** What is done about values that age; null where they just end. */
    final @Nullable Renewals renewals;

    final Orphans orphans;
    final Rerun.@Nullable Source reruns;
    private final Sweep sweep;
    final Reads reads;
    final Invalidating invalidating;
    final Outdating outdating;

    final Tally tally = new Tally(counters);

    Region(RegionSettings settings, HeapTier tier, Codec codec, Keeping keeping) {
        this.settings = settings;
        this.tier = tier;
        this.events = new EventLog(tier, settings.name());
        this.keeper = keeping.keeper();
        this.store = keeping.store();
        Aging aging = Aging.of(settings.freshness());
        this.lifetime = new Lifetime(settings.lifespan(), tier.clock, seed(), aging, ReadNotes.of(store, settings));
        this.values = new Values(settings.storage(), codec, counters, tier.clock);
        this.tagging = new Tagging(keeping.tagger(), tier.tags, settings);
        Appraiser lives = ValueLives.of(settings.freshness().lives(), lifetime, keeping.appraiser());
        this.appraisal = new Appraisal(values, counters, lives, tagging, store);
        Order order = tier.policies.open(settings.policy());
        Ledger.Listeners listeners = new Ledger.Listeners(keeping.hook(), events);
        this.ledger = new Ledger(settings, lifetime, tier.recency, counters, order, listeners);
        this.sweep = new Sweep(ledger, tier.budget);
        this.hitPath = new HitPath(this, ledger.table, values, lifetime, order, counted(), events.ifOn());
        this.failures = Failures.of(settings.freshness().lives(), lifetime);
        this.orphans = new Orphans(this, sweep);
        this.reads = new Reads(this);
        this.reruns = keeping.reruns();
        this.flights = new Flights(this, fresh -> keeper.keep(fresh, orphans.queue()), keeping);
        this.invalidating = new Invalidating(this, sweep);
        this.outdating = new Outdating(this);
        this.renewals = aging == null ? null : new Renewals(this, lifetime, aging, flights);
        RegionStore.attach(store, this);
        tier.budget.register(ledger.account);
        tier.threadHits.add(counters.hits);
    }

    /** Where nothing is to be counted, hits count where nobody looks: it is how they learn that nothing concerns their thread. */
    private HitCounter counted() {
        return tier.statistics ? counters.hits : new HitCounter();
    }

    /** Returns whether its entries have to be {@link StampedEntry}s. */
    public boolean stamped() {
        return renewals != null || tier.policies.stamped(settings);
    }

    /** Returns what the region was told. */
    public RegionSettings settings() {
        return settings;
    }

    /** Returns what hits need. */
    public HitPath hitPath() {
        return hitPath;
    }

    /** Serves the value of an entry whose key is equal, as {@link HitPath#hit} does. */
    @Nullable
    Object hit(Entry e) {
        return hitPath.serve(e);
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
        return begin(fresh, reruns);
    }

    /**
     * Miss path, as {@link #begin(Entry)}.
     *
     * @param again runs this call's original again in the background; null where nothing may
     */
    public @Nullable Object begin(Entry fresh, Rerun.@Nullable Source again) throws Throwable {
        Scope scope = Scopes.active == 0 ? null : Scopes.current();
        return scope == null ? open(fresh, again) : scope.begin(this, fresh, again);
    }

    /** Miss path of a call that no {@link Scope} concerns; as {@link #begin}. */
    public @Nullable Object open(Entry fresh, Rerun.@Nullable Source again) throws Throwable {
        Pending pending = Scopes.active == 0 ? null : tier.transactions.pending();
        if (pending != null) {
            return pending.answer(this, fresh);
        }
        orphans.drain();
        return flights.begin(fresh, again);
    }

    /**
     * Returns what a call of an asynchronous method gets of what was found or begun: a stage of its own for a value, and
     * for another caller's load; all else as it is.
     *
     * @param found what {@link #begin} or a hit has returned
     * @return an object of the type that the method declares, a flight, or null to run the original without Memo; a flight
     *     is a function that takes what the original has returned, and returns what the method is to return
     */
    public @Nullable Object given(@Nullable Object found) {
        return flights.given(found);
    }

    /** Returns whether this thread is not to see what is kept here, as it has invalidated some of it and not committed. */
    boolean hidden() {
        Pending pending = Scopes.active == 0 ? null : tier.transactions.pending();
        return pending != null && pending.touches(this);
    }

    /**
     * Counts a call that goes through because its key cannot be made or compared; rethrows what the JVM throws, but for
     * a stack that overflows: the original overflows too, or it does not.
     */
    public @Nullable Object bypass(Throwable cause) {
        counters.bypasses.increment();
        events.bypass();
        if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
            throw error;
        }
        tier.trouble.report(settings.name(), cause);
        Scope scope = Scopes.active == 0 ? null : Scopes.current();
        return scope == null ? null : scope.begin(cause);
    }

    /**
     * Drops the entry with the fresh one's key, or fences off its load; in a transaction, when that commits.
     *
     * @return whether there was one
     */
    public boolean invalidate(Entry fresh) {
        return invalidating.invalidate(fresh);
    }

    /**
     * Drops all entries that the condition, which may run user code, holds for; in a transaction, all that there are, when
     * that commits.
     *
     * @return how many the condition holds for
     */
    public int invalidateIf(Predicate<Entry> condition) {
        return invalidating.invalidateIf(condition);
    }

    /** Drops all entries and fences off all loads; in a transaction, when that commits. */
    public void invalidateAll() {
        invalidating.invalidateAll();
    }

    /** Returns what makes values stale in place of dropping them. */
    public Outdating outdating() {
        return outdating;
    }

    /** Removes all that has ended. Others get at the lock in between. */
    public void cleanUp() {
        StackHeadroom.toLand();
        long now = tier.clock.exact();
        while (cleanUp(now)) {
            Expirer.giveWay(tier.budget.lock);
        }
        tagging.cleanUp(sweep, counters);
    }

    /** Returns how many entries have not ended, removed or not. Walks over all; counts others' changes or not. */
    public long liveEntries() {
        long now = tier.clock.exact();
        return ledger.table.count(e -> e.value != null && !lifetime.expired(e, now) && !Tagged.isOver(e.value));
    }

    /** Returns how long an entry is fresh yet if it is not read: 0 if it is no more, {@code Long.MAX_VALUE} for no end. */
    public long remainingNanos(Entry e) {
        return e.value == null || Tagged.isOver(e.value) || Tagged.isToBeOutdated(e.value) ? 0 : lifetime.freshFor(e);
    }

    /** Returns the loads that are under way, the newest first. Looks at all waits of all regions. */
    public List<LoadUnderWay> loadsUnderWay() {
        return flights.loads();
    }

    /** Returns a snapshot of what has happened here; only what is kept where statistics are off. */
    public Stats stats() {
        StackHeadroom.toLand();
        return tally.since(tier, ledger.account, values.copyNanos());
    }

    /** Starts counting at zero again; entries stay. The governor goes on by what has been counted all the while. */
    public void resetStats() {
        StackHeadroom.toLand();
        tally.reset(tier, ledger.account, values.copyNanos());
    }

    private boolean cleanUp(long then) {
        tier.budget.lock();
        try {
            return tier.budget.expiry.sweep(ledger, then, CLEANED_AT_ONCE);
        } finally {
            tier.budget.unlock();
        }
    }

    /** Drops all entries, with another cause than an invalidation's. */
    void clear() {
        sweep.remove(e -> e.state != Entry.GONE, RemovalCause.CLEARED);
    }

    /** Drops an entry, or what took its place, with another cause than an invalidation's. */
    void clear(Entry e) {
        tier.budget.lock();
        try {
            remove(e, RemovalCause.CLEARED);
        } finally {
            tier.budget.unlock();
        }
    }

    /** Removes what is now under the entry's key, if that is the entry or took its place. The caller holds the lock. */
    boolean remove(Entry e, RemovalCause cause) {
        Entry last = e.last();
        if (last.state == Entry.GONE) {
            return false;
        }
        tier.budget.remove(ledger, last, cause);
        return true;
    }

    /** Returns what this region's choices by chance come from. */
    long seed() {
        return tier.eviction.seed() + settings.name().hashCode();
    }

    /** Returns whether an entry that needs attention gets it already, so that its value may be served. */
    boolean servesWhileRenewed(Entry e) {
        return renewals != null && renewals.serves(e);
    }

    /** Serves the value of a fresh entry, due to be renewed or not; null if it cannot be read back, or was replaced. */
    @Nullable
    Object freshValue(Entry e) {
        Object stored = e.value;
        Object value = stored == null ? null : values.open(stored);
        return stored == null || value == null ? drop(e) : served(e, stored, value);
    }

    /** Returns the exception that is kept under the entry, which counts as a hit; null if there is none that is alive. */
    @Nullable
    Object keptFailure(Entry e) {
        return e.value instanceof Thrown thrown && !lifetime.expired(e) ? served(e, thrown, thrown) : null;
    }

    /** Takes note of a hit beside the hit path; returns the value. */
    Object served(Entry e, Object stored, Object value) {
        Nests.given(this, e, stored);
        hitPath.order().used(e);
        if (tier.statistics) {
            counters.hits.increment();
        }
        events.hit(e);
        return value;
    }

    /**
     * Returns the value that is kept under the fresh entry's key, though it may be stale: {@code void.class} for null, and
     * null if there is none. Runs user code; counts a stale serve.
     */
    public @Nullable Object staleValue(Entry fresh) {
        Entry e = renewals == null ? null : ledger.table.find(fresh);
        return renewals == null || e == null ? null : renewals.staleValue(e);
    }

    /** Drops an entry that cannot be read, so that the call becomes a miss. */
    @Nullable
    Object drop(Entry e) {
        tier.budget.lock();
        try {
            if (e.state == Entry.LIVE) {
                tier.budget.remove(ledger, e, RemovalCause.INVALIDATED);
            }
        } finally {
            tier.budget.unlock();
        }
        return null;
    }
}
