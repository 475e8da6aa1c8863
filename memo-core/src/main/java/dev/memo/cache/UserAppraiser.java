// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.region.Appraiser;
import dev.memo.region.Entry;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/** Asks a cache's weigher and its function of lifetimes, where it has them. Thread-safe. Runs user code. */
final class UserAppraiser implements Appraiser {
    private final String name;
    private final CacheKeys keys;
    private final @Nullable ToLongBiFunction<@Nullable Object, @Nullable Object> weigher;
    private final @Nullable BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> ttl;

    private UserAppraiser(CacheOptions options, CacheKeys keys) {
        this.name = options.name();
        this.keys = keys;
        this.weigher = options.weigher();
        this.ttl = options.ttl();
    }

    /** Returns what asks the user's functions, or null if there are none. */
    static @Nullable UserAppraiser of(CacheOptions options, CacheKeys keys) {
        return options.weigher() == null && options.ttl() == null ? null : new UserAppraiser(options, keys);
    }

    @Override
    public long weigh(Entry e, @Nullable Object value) {
        if (weigher == null) {
            return OWN;
        }
        long weight = weigher.applyAsLong(keys.outward(e), value);
        if (weight < 0) {
            throw new IllegalArgumentException("cache \"" + name + "\": a weight must be 0 or more, the weigher said "
                    + weight + ". Correct the weigher.");
        }
        return weight;
    }

    @Override
    public boolean weighs() {
        return weigher != null;
    }

    @Override
    public long ttlNanos(Entry e, @Nullable Object value) {
        Object found = ttl == null ? null : ttl.apply(keys.outward(e), value);
        return found instanceof Duration duration ? Lifetimes.nanos(duration) : 0;
    }
}
