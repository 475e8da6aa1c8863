// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * How long a region's entries live: ttl from the write, the region's or the entry's own; idle from the last read; or both.
 *
 * <p>Far from its end an entry is judged by the coarse clock; near it, by the exact one, so that nothing is served at
 * its deadline or after. A coarse time is never ahead of the exact one, so an entry whose whole life is short is near its end
 * from the start. A record, since the JIT trusts a record's fields. Thread-safe.
 *
 * @param ttlNanos of entries without one of their own, 0 for no end
 * @param idleNanos from the last read, 0 for no end
 * @param jitter shortens the ttl, and those of null, empty values and exceptions
 * @param clock tells the time
 * @param far the same for those who only ask whether an end is far; hidden where each read has to be noted
 * @param endings whether there are any
 * @param aging when values are no longer fresh but not yet at their end; null where there is nothing in between
 * @param notes hears of some reads that put off the end; null for nobody
 */
record Lifetime(
        long ttlNanos,
        long idleNanos,
        Jitter jitter,
        CoarseClock clock,
        CoarseClock far,
        Endings endings,
        @Nullable Aging aging,
        @Nullable ReadNotes notes) {
    /** The deadline of an entry that has none. Times are any number; one that is this one ends a nanosecond earlier. */
    static final long NEVER = 0x4E45_5645_5221_7B1DL;

    /** 146 years: who lives that long lives on without an end. */
    static final long FOREVER = Long.MAX_VALUE / 2;

    Lifetime(RegionSettings.Lifespan lifespan, CoarseClock clock, long seed) {
        this(lifespan, clock, seed, null, null);
    }

    Lifetime(
            RegionSettings.Lifespan lifespan,
            CoarseClock clock,
            long seed,
            @Nullable Aging aging,
            @Nullable ReadNotes notes) {
        this(
                lifespan.ttlNanos(),
                lifespan.idleNanos(),
                new Jitter(lifespan.jitter(), seed),
                clock,
                lifespan.idleNanos() > 0 ? CoarseClock.ALWAYS_HIDDEN : clock,
                new Endings(),
                aging,
                notes);
        endings.any = ttlNanos > 0 || idleNanos > 0 || aging != null;
    }

    /** Returns whether any entry of the region ends. */
    boolean ends() {
        return endings.any;
    }

    /** Returns true if the entry may certainly be served now, and reads need not be noted; else {@link #servable} knows. */
    boolean surelyServable(Entry e) {
        return (ttlNanos == 0 && !endings.any) || far.isFar(e.deadlineNanos);
    }

    /** Returns whether the entry may be served now and needs no renewal, and if so takes note of the read. */
    boolean servable(Entry e) {
        long deadline = e.deadlineNanos;
        if (idleNanos == 0 && deadline == NEVER) {
            return true;
        }
        long now = clock.now();
        if (until(deadline, e, now) <= CoarseClock.NEAR_NANOS) {
            now = clock.exact();
            if (until(deadline, e, now) <= 0) {
                return false;
            }
        }
        read(e, now);
        return true;
    }

    /** Takes note of a read, where that counts. */
    void read(Entry e, long now) {
        if (idleNanos == 0) {
            return;
        }
        StampedEntry stamped = StampedEntry.of(e);
        long before = stamped.readNanos();
        if (now - before > 0) { // the last tick may be before the write
            stamped.readNanos(now);
            if (notes != null) {
                notes.read(e, before, now);
            }
        }
    }

    /** Returns whether this entry ends at all; that changes only by a write. */
    boolean ends(Entry e) {
        return idleNanos > 0 || end(e) != NEVER;
    }

    /** Returns whether the entry is not fresh any more, or has ended, by the exact clock. */
    boolean outdated(Entry e) {
        return freshFor(e) == 0;
    }

    /** Returns how long the entry is fresh yet if it is not read, by the exact clock: 0 if it is no more. */
    long freshFor(Entry e) {
        if (!endings.any) {
            return Long.MAX_VALUE;
        }
        long stale = aging == null ? e.deadlineNanos : Phases.of(e).staleNanos;
        return idleNanos == 0 && stale == NEVER ? Long.MAX_VALUE : Math.max(0, until(stale, e, clock.exact()));
    }

    /** Returns whether the entry has ended, by the exact clock. */
    boolean expired(Entry e) {
        return endings.any && expired(e, clock.exact());
    }

    /** Returns whether the entry has ended by a given time. */
    boolean expired(Entry e, long now) {
        return ends(e) && remaining(e, now) <= 0;
    }

    /** Returns the time if a value written now may end, by a ttl of its own or for its region; else any number. */
    long born(long ownTtlNanos) {
        return endings.any || ownTtlNanos > 0 ? clock.exact() : 0;
    }

    /** Starts a value's life, which counts as a read. */
    void written(Entry e, long ownTtlNanos, long now) {
        written(e, ownTtlNanos, now, true);
    }

    /**
     * Starts a life, which counts as a read.
     *
     * @param ages whether it may be served stale and renewed
     */
    void written(Entry e, long ownTtlNanos, long now, boolean ages) {
        written(e, new Candidate(e, Values.NULL, 0, ownTtlNanos, now), ages);
    }

    /** Starts the life of what is kept under the entry, which counts as a read. */
    void written(Entry e, Candidate c, boolean ages) {
        long now = c.bornNanos();
        long ttl = c.ttlNanos() > 0 ? c.ttlNanos() : shortened(ttlNanos, e);
        boolean limited = ttl > 0 && ttl < FOREVER;
        long whole = limited ? Aging.at(now + ttl) : NEVER;
        long end = earlier(whole, c.untilNanos());
        e.deadlineNanos = end;
        e.ownLife = c.ttlNanos() > 0 || end != whole;
        if (end != NEVER || idleNanos > 0) {
            if (idleNanos > 0) {
                long read = clock.exact(); // a value that comes from a store was written long ago
                StampedEntry.of(e).readNanos(now - read > 0 ? now : read);
            }
            endings.any = true;
        }
        if (aging != null) {
            (ages ? aging : Aging.NONE).written(e, ttl, c);
        }
    }

    /**
     * Returns how long ago the entry's value was written, or null if that is not known: that is so of a life of its own where
     * nothing ages, and of one without an end, as the time when it began would take each entry 8 bytes.
     */
    @Nullable
    Long ageNanos(Entry e) {
        if (aging != null) {
            return Math.max(0, clock.exact() - Phases.of(e).writtenNanos);
        }
        boolean told = ttlNanos > 0 && ttlNanos < FOREVER && !e.ownLife && e.deadlineNanos != NEVER;
        return told ? Math.max(0, shortened(ttlNanos, e) - (e.deadlineNanos - clock.exact())) : null;
    }

    /** Returns the earlier one of two times, each of which may be {@link #NEVER}. */
    static long earlier(long one, long other) {
        if (one == NEVER || other == NEVER) {
            return one == NEVER ? other : one;
        }
        return one - other < 0 ? one : other;
    }

    /** Returns when a value that is to be kept is fresh no more, as it would be without jitter; {@link #NEVER} for no end. */
    long freshEnd(Candidate c) {
        long ttl = c.ttlNanos() == 0 ? ttlNanos : Math.max(0, c.ttlNanos());
        boolean ends = c.ended() || (ttl > 0 && ttl < FOREVER);
        return earlier(ends ? Aging.at(c.bornNanos() + ttl) : NEVER, c.untilNanos());
    }

    /** Returns whether a value has ended before it is kept. */
    boolean endsAtBirth(Candidate c) {
        boolean outdated = c.untilNanos() != NEVER && c.untilNanos() - c.bornNanos() <= 0;
        boolean kept = aging != null && aging.keepNanos() > 0 && !(c.stored() instanceof Thrown);
        return c.ended() || (outdated && !kept);
    }

    /** Returns when the entry's value is fresh no more, however often it is read; {@link #NEVER} for no end. */
    long freshEnd(Entry e) {
        if (!endings.any) {
            return NEVER;
        }
        return aging == null ? e.deadlineNanos : Phases.of(e).staleNanos;
    }

    /** Returns what the entry has left by a given time: less than 1 if it has ended by then. */
    long remaining(Entry e, long now) {
        return until(end(e), e, now);
    }

    private long end(Entry e) {
        return aging == null ? e.deadlineNanos : Phases.of(e).endNanos;
    }

    private long until(long deadline, Entry e, long now) {
        long left = deadline == NEVER ? Long.MAX_VALUE : deadline - now;
        return idleNanos > 0
                ? Math.min(left, idleNanos - (now - StampedEntry.of(e).readNanos()))
                : left;
    }

    /** Returns a life that settings give to many keys, as jitter leaves it for this one; 0 for no end. */
    long shortened(long nanos, Entry e) {
        return nanos < FOREVER ? jitter.shorten(nanos, e.hash()) : nanos;
    }

    /**
     * Whether any entry of a region ends: from the first that does on. Written under the budget's lock before that entry's
     * value is, so whoever has read the value sees it.
     */
    static final class Endings {
        private boolean any;
    }
}
