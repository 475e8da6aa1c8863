// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Gives values that say that there is nothing, null and empty ones, lives of their own. Thread-safe.
 *
 * @param lives which ones
 * @param lifetime spreads them
 * @param others what is asked for all else, or null
 */
record ValueLives(
        Freshness.Lives lives, Lifetime lifetime, @Nullable Appraiser others) implements Appraiser {
    /** Returns the appraiser of a region; null where Memo reckons all. */
    static @Nullable Appraiser of(Freshness.Lives lives, Lifetime lifetime, @Nullable Appraiser others) {
        return lives.nullNanos() > 0 || lives.emptyNanos() > 0 ? new ValueLives(lives, lifetime, others) : others;
    }

    @Override
    public long weigh(Entry e, @Nullable Object value) {
        return others == null ? OWN : others.weigh(e, value);
    }

    @Override
    public boolean weighs() {
        return others != null && others.weighs();
    }

    @Override
    public long ttlNanos(Entry e, @Nullable Object value) {
        if (value == null && lives.nullNanos() > 0) {
            return lifetime.shortened(lives.nullNanos(), e);
        }
        if (value != null && lives.emptyNanos() > 0 && isEmpty(value)) {
            return lifetime.shortened(lives.emptyNanos(), e);
        }
        return others == null ? 0 : others.ttlNanos(e, value);
    }

    private static boolean isEmpty(Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        }
        return value.getClass().isArray() ? Array.getLength(value) == 0 : isAbsent(value);
    }

    private static boolean isAbsent(Object value) {
        return (value instanceof Optional<?> optional && optional.isEmpty())
                || (value instanceof OptionalInt number && number.isEmpty())
                || (value instanceof OptionalLong large && large.isEmpty())
                || (value instanceof OptionalDouble exact && exact.isEmpty());
    }
}
