// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Says for each value how long it is served, in place of the one ttl of its cache.
 *
 * <p>It is asked once for each value that is stored, with no lock held. A value whose function throws is not kept, which is
 * counted. Implementations must be thread-safe.
 *
 * @param <K> the keys
 * @param <V> the values
 */
@FunctionalInterface
public interface Ttl<K, V> {
    /**
     * Returns how long the value is served from now on: null takes the cache's ttl; zero and less mean that it has ended
     * and is not kept.
     */
    @Nullable
    Duration of(K key, @Nullable V value);

    /**
     * Returns a function whose values end at an instant of the JVM's time of day; a null instant takes the cache's ttl.
     *
     * @param instants says when a value ends
     */
    static <K, V> Ttl<K, V> until(BiFunction<K, @Nullable V, @Nullable Instant> instants) {
        return until(Ticker.system(), instants);
    }

    /**
     * Returns a function whose values end at an instant; a null instant takes the cache's ttl.
     *
     * @param ticker knows the time of day; the one that the cache has, so that both go by one clock
     * @param instants says when a value ends
     */
    static <K, V> Ttl<K, V> until(Ticker ticker, BiFunction<K, @Nullable V, @Nullable Instant> instants) {
        return (key, value) -> {
            Instant end = instants.apply(key, value);
            return end == null ? null : Duration.between(ticker.now(), end);
        };
    }
}
