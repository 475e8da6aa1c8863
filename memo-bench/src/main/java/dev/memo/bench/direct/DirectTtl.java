// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.direct;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy.VarExpiration;
import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.bench.data.Keys;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.Limits;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A value of 1,000 is put again, with no end, with the ttl of its cache, or with one of its own. Stateless. */
public class DirectTtl {
    @Benchmark
    public void memo(MemoEnding peer) {
        peer.putNext();
    }

    @Benchmark
    public void caffeine(CaffeineEnding peer) {
        peer.putNext();
    }

    /** Keys, and lifetimes from 1 to 64 minutes. Confined to one thread. */
    @State(Scope.Thread)
    public abstract static class Ending {
        private static final int ENTRIES = 1_000;
        private static final List<Price> PRICES = List.of(new Price(1, 1), new Price(2, 2));

        @Param({"none", "fixed", "own"})
        private String ttl = "";

        private final Long[] keys = DirectKeys.boxed(ENTRIES);
        private final int[] drawn = Keys.zipf(Keys.DRAWS, ENTRIES);
        private final Duration[] lifetimes =
                IntStream.rangeClosed(1, 64).mapToObj(Duration::ofMinutes).toArray(Duration[]::new);
        private boolean own;
        private int next;

        /** Makes the cache and fills it. */
        @Setup
        public void start() {
            own = ttl.equals("own");
            start(ttl);
            for (Long key : keys) {
                put(key, PRICES.get(0));
            }
        }

        abstract void start(String ttl);

        abstract void put(Long key, Price value);

        abstract void put(Long key, Price value, Duration lifetime);

        /** Puts the next one. */
        void putNext() {
            int at = next++;
            Long key = keys[drawn[at & (Keys.DRAWS - 1)]];
            if (own) {
                put(key, PRICES.get(at & 1), lifetimes[at & 63]);
            } else {
                put(key, PRICES.get(at & 1));
            }
        }
    }

    /** Memo. Confined to one thread. */
    public static class MemoEnding extends Ending {
        private @Nullable Cache<Long, Price> cache;

        @Override
        void start(String ttl) {
            CacheSettings<Long, Price> settings =
                    CacheSettings.<Long, Price>of().maxEntries(DirectPeer.ROOM);
            cache = MemoPeer.cache(ttl.equals("fixed") ? settings.ttl(Limits.TTL) : settings);
        }

        @Override
        void put(Long key, Price value) {
            requireNonNull(cache).put(key, value);
        }

        @Override
        void put(Long key, Price value, Duration lifetime) {
            requireNonNull(cache).put(key, value, lifetime);
        }
    }

    /** Caffeine. Confined to one thread. */
    public static class CaffeineEnding extends Ending {
        private com.github.benmanes.caffeine.cache.@Nullable Cache<Long, Price> cache;
        private @Nullable VarExpiration<Long, Price> expiration;

        @Override
        void start(String ttl) {
            Caffeine<Object, Object> builder = Caffeine.newBuilder().maximumSize(DirectPeer.ROOM);
            if (ttl.equals("own")) {
                var own = builder.expireAfter(Expiry.<Long, Price>writing((key, value) -> Limits.TTL))
                        .<Long, Price>build();
                cache = own;
                expiration = own.policy().expireVariably().orElseThrow();
            } else {
                cache = (ttl.equals("fixed") ? builder.expireAfterWrite(Limits.TTL) : builder).build();
            }
        }

        @Override
        void put(Long key, Price value) {
            requireNonNull(cache).put(key, value);
        }

        @Override
        void put(Long key, Price value, Duration lifetime) {
            Price unused = requireNonNull(expiration).put(key, value, lifetime);
        }
    }
}
