// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.StoreValue;
import dev.memo.spi.Ticker;
import java.time.Instant;

/**
 * The life of values on its way between a region, which measures it by a clock of the process, and a store, which does by the
 * time of day. What is rounded is rounded so that nothing lives longer. Thread-safe.
 */
final class StoredLife {
    private static final long NANOS = 1_000_000_000;
    private static final long MICRO = 1_000;

    private final Lifetime lifetime;
    private final Ticker ticker;

    /** How long the store lets any value be fresh, 0 for no limit of its own. */
    private final long storeTtlNanos;

    /** Whether its ttl counts for all values, as none has one of its own. */
    private final boolean even;

    StoredLife(Lifetime lifetime, StoreWays ways, boolean even) {
        this.lifetime = lifetime;
        this.ticker = ways.ticker();
        this.storeTtlNanos = ways.ttlNanos();
        this.even = even;
    }

    /** Returns the value that a store is to keep. */
    StoreValue written(byte[] frame, byte[] stamp, Candidate c, long loadNanos) {
        long clock = lifetime.clock().exact();
        long now = nowNanos();
        long written = micros(now - Math.max(0, clock - c.bornNanos()));
        long end = lifetime.freshEnd(c);
        long stale = end == Lifetime.NEVER ? StoreValue.NEVER : micros(later(now, end - clock));
        long kept = stale == StoreValue.NEVER ? stale : Math.max(stale, later(written, keepNanos() / MICRO));
        long idle = lifetime.idleNanos() > 0 ? Math.max(1, lifetime.idleNanos() / MICRO) : StoreValue.NEVER;
        return new StoreValue(frame, stamp, written, stale, kept, idle, loadNanos);
    }

    /** Returns how old a stored value is; 0 if the time of day was set back. */
    long ageNanos(StoreValue stored) {
        return Math.max(0, nowNanos() - stored.writtenAtMicros() * MICRO);
    }

    /** Returns how long a value is fresh, from when it was written; 0 for no end: what the store and the region say, the stricter. */
    long ttlNanos(StoreValue stored) {
        long ttl = regionTtlNanos(stored);
        return storeTtlNanos > 0 ? Math.min(storeTtlNanos, ttl == 0 ? Lifetime.FOREVER : ttl) : ttl;
    }

    /** Returns how long a value will be fresh yet if nobody reads it; {@link Long#MAX_VALUE} for no end, 0 if it is no more. */
    long leftNanos(StoreValue stored) {
        long age = ageNanos(stored);
        long ttl = ttlNanos(stored);
        long left = ttl == 0 || ttl >= Lifetime.FOREVER ? Long.MAX_VALUE : Math.max(0, ttl - age);
        long idle = lifetime.idleNanos();
        return idle == 0 ? left : Math.min(left, idle);
    }

    private long regionTtlNanos(StoreValue stored) {
        long region = lifetime.ttlNanos() >= Lifetime.FOREVER ? 0 : lifetime.ttlNanos();
        if (stored.staleAtMicros() == StoreValue.NEVER) {
            return even ? region : Lifetime.FOREVER;
        }
        long micros = stored.staleAtMicros() - stored.writtenAtMicros();
        long ttl = micros > Lifetime.FOREVER / MICRO ? Lifetime.FOREVER : Math.max(1, micros * MICRO);
        return even && region > 0 ? Math.min(region, ttl) : ttl;
    }

    /** Returns whether a value of this age is fresh. */
    static boolean isFresh(long ageNanos, long ttlNanos) {
        return ttlNanos == 0 || ttlNanos >= Lifetime.FOREVER || ageNanos < ttlNanos;
    }

    /** Returns whether a value of this age, which is fresh no more, may be served stale. */
    boolean isKept(long ageNanos) {
        return ageNanos < keepNanos();
    }

    /** Returns the time at which an entry was read last, in microseconds since 1970: now, where reads do not matter. */
    long readAtMicros(Entry e) {
        long since = lifetime.idleNanos() == 0
                ? 0
                : lifetime.clock().exact() - StampedEntry.of(e).readNanos();
        return micros(nowNanos() - Math.max(0, since));
    }

    long nowMicros() {
        return micros(nowNanos());
    }

    private long keepNanos() {
        Aging aging = lifetime.aging();
        return aging == null ? 0 : aging.keepNanos();
    }

    private long nowNanos() {
        Instant now = ticker.now();
        return now.getEpochSecond() * NANOS + now.getNano();
    }

    private static long micros(long nanos) {
        return Math.floorDiv(nanos, MICRO);
    }

    private static long later(long time, long by) {
        long sum = time + by;
        return by > 0 && sum < time ? Long.MAX_VALUE : sum;
    }
}
