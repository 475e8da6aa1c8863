// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reads of one region that are not hits: a second look after a miss, a look that leaves no trace, a listing.
 *
 * <p>Thread-safe. User code, as that of keys and codecs, runs with no lock held.
 */
public final class Reads {
    /** Stands for a value that has ended. */
    public static final Object EXPIRED = new Object();

    private static final int CHUNK = 64;
    private static final int BUCKETS = 1024;

    private final Region region;
    private final Ledger ledger;
    private final HeapTable table;
    private final Budget budget;
    private final @Nullable StoredWrites stored;

    /** Creates the reads of a region. */
    public Reads(Region region) {
        this.region = region;
        this.ledger = region.ledger;
        this.table = ledger.table;
        this.budget = region.tier.budget;
        this.stored = StoredWrites.of(region);
    }

    /**
     * Looks again for a key that the hit path has not found, and counts a miss if it is not there.
     *
     * @return the value ({@code void.class} for null), {@link #EXPIRED} if it is not fresh any more, or null
     */
    public @Nullable Object again(Entry fresh) {
        for (; ; ) {
            Entry e = table.find(fresh);
            Object found = e == null ? null : region.hit(e);
            if (e != null && found == null) {
                found = unserved(e);
            }
            if (found == e && e != null) {
                found = region.freshValue(e);
            }
            if (found == this) {
                continue;
            }
            boolean gone = found == null || (found == EXPIRED && region.renewals == null);
            Object stored = gone ? stored(fresh) : null;
            if (stored == null && (found == null || found == EXPIRED)) {
                region.counters.misses.increment();
                region.events.missed();
            }
            return stored == null ? found : stored;
        }
    }

    /**
     * Returns the value that the region's store has under a key that the heap has not, {@code void.class} for null; the heap has
     * it from now on, if it is not too large for that. Null if there is none. Does I/O.
     */
    public @Nullable Object stored(Entry fresh) {
        return stored == null ? null : stored.find(fresh);
    }

    /** Returns what the region's store has under a key, null if there is none, or no store; leaves no trace. Does I/O. */
    public @Nullable StoredOnly storedOnly(Entry fresh) {
        return stored == null ? null : stored.look(fresh);
    }

    /** Returns the key's entry if it may be served; leaves no trace. */
    public @Nullable Live live(Entry fresh) {
        for (; ; ) {
            Entry e = table.find(fresh);
            Object stored = e == null ? null : e.value;
            if (e == null || (stored == null && loading(e))) {
                return null;
            }
            if (stored != null) {
                return stored instanceof Thrown || ledger.outdated(e) ? null : new Live(e, stored);
            }
        }
    }

    /** Returns whether the key's entry is there and has ended; leaves no trace. */
    boolean ended(Entry fresh) {
        Entry e = table.find(fresh);
        return e != null && e.value != null && ledger.expired(e) && !Tagged.isOver(e.value);
    }

    /** Returns the key's entry if its value ages and is not fresh any more, or null; leaves no trace. */
    @Nullable
    Entry outdated(Entry fresh) {
        Entry e = region.renewals == null ? null : table.find(fresh);
        return e != null && e.value != null && ledger.outdated(e) ? e : null;
    }

    /** Returns the value that this entry keeps ({@code void.class} for null), or null if it may not be served. */
    public @Nullable Object open(Entry e) {
        Object stored = e.value;
        return stored == null || stored instanceof Thrown || ledger.outdated(e) ? null : region.values.open(stored);
    }

    /** Returns a value as a caller gets it, {@code void.class} for null; null if it cannot be read back. */
    public @Nullable Object open(Object stored) {
        return region.values.open(stored);
    }

    /** As {@link #open(Object)}, of a value that nobody has asked for: that it cannot be read back is not counted. */
    public @Nullable Object openUnasked(Object stored) {
        return region.values.openUnasked(stored);
    }

    /** Drops an entry whose value cannot be read back, as a hit does: nobody has invalidated it. */
    public void drop(Entry e) {
        Object nothing = region.drop(e);
        assert nothing == null : "there is nothing to return";
    }

    /** Returns how long the entry is fresh yet, {@link Long#MAX_VALUE} if it has no end. */
    public long remainingNanos(Entry e) {
        return ledger.remainingNanos(e);
    }

    /**
     * Lists some entries that may be served, and says where to go on. From 0 to 0, every entry that is there all the
     * while is listed exactly once.
     *
     * @param cursor 0 to start
     * @param into where they are added
     * @return where to go on, 0 at the end
     */
    public int list(int cursor, List<Live> into) {
        int next = cursor;
        int buckets = 0;
        int enough = into.size() + CHUNK;
        StackHeadroom.toLand();
        budget.lock();
        try {
            do {
                next = table.scan(next, e -> add(e, into));
            } while (next != 0 && into.size() < enough && ++buckets < BUCKETS);
        } finally {
            budget.unlock();
        }
        return next;
    }

    /** Returns how many entries are kept, those included that have ended. */
    public long entries() {
        StackHeadroom.toLand();
        budget.lock();
        try {
            return ledger.account.entries;
        } finally {
            budget.unlock();
        }
    }

    /** Returns what they take of the limits in bytes. */
    public long bytes() {
        StackHeadroom.toLand();
        budget.lock();
        try {
            return ledger.account.bytes;
        } finally {
            budget.unlock();
        }
    }

    /**
     * Returns how many entries may be served, by looking at each.
     *
     * @param nulls whether those that keep null are among them
     */
    public long count(boolean nulls) {
        List<Live> some = new ArrayList<>();
        long count = 0;
        int cursor = 0;
        do {
            cursor = list(cursor, some);
            count += some.stream().filter(live -> nulls || !live.isNull()).count();
            some.clear();
        } while (cursor != 0);
        return count;
    }

    private void add(Entry e, List<Live> into) {
        Object stored = e.value;
        if (e.state == Entry.LIVE && stored != null && !(stored instanceof Thrown) && !ledger.outdated(e)) {
            into.add(new Live(e, stored));
        }
    }

    /**
     * Returns why the entry was not served: {@link #EXPIRED}, null if there is nothing, the entry if it is fresh but due to
     * be renewed, this to look again.
     */
    private @Nullable Object unserved(Entry e) {
        StackHeadroom.toLand();
        budget.lock();
        try {
            if (e.state == Entry.GONE) {
                return this;
            }
            if (e.state == Entry.LOADING) {
                return null;
            }
            if (ledger.expired(e)) {
                boolean invalidated = Tagged.isOver(e.value);
                budget.expire(ledger, e);
                return invalidated ? this : EXPIRED;
            }
            if (e.value instanceof Thrown) {
                return null;
            }
            if (region.renewals != null && e.state == Entry.LIVE) {
                return ledger.outdated(e) ? EXPIRED : e;
            }
            return this;
        } finally {
            budget.unlock();
        }
    }

    /** An entry without a value may also be one that was just replaced, or that is just about to get its value. */
    private boolean loading(Entry e) {
        StackHeadroom.toLand();
        budget.lock();
        try {
            return e.state == Entry.LOADING;
        } finally {
            budget.unlock();
        }
    }
}
