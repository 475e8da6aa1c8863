// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.direct;

import com.github.benmanes.caffeine.cache.Cache;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.CaffeinePrices;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Caffeine, filled; by its map, as its {@code invalidate} does not say whether there was a value. Confined to one thread. */
@State(Scope.Thread)
public class CaffeinePeer extends DirectPeer {
    private final Cache<Long, Price> cache = CaffeinePrices.cache(ROOM);

    /** Puts all keys. */
    @Setup
    public void fillAll(DirectKeys keys) {
        fill(keys);
    }

    @Override
    public @Nullable Price get(Long key) {
        return cache.getIfPresent(key);
    }

    @Override
    public void put(Long key, Price value) {
        cache.put(key, value);
    }

    @Override
    public boolean remove(Long key) {
        return cache.asMap().remove(key) != null;
    }
}
