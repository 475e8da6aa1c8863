// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.direct;

import dev.memo.Cache;
import dev.memo.CacheSettings;
import dev.memo.Memo;
import dev.memo.bench.data.Price;
import dev.memo.bench.peers.Limits;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Memo's direct cache, filled. Confined to one thread. */
@State(Scope.Thread)
public class MemoPeer extends DirectPeer {
    private final Cache<Long, Price> cache = cache(ROOM);

    /** Makes a cache of at most so many entries, in a runtime of its own. */
    public static Cache<Long, Price> cache(long entries) {
        return cache(CacheSettings.<Long, Price>of().maxEntries(entries).ttl(Limits.TTL));
    }

    static Cache<Long, Price> cache(CacheSettings<Long, Price> settings) {
        return Memo.create().cache("prices", settings);
    }

    /** Puts all keys. */
    @Setup
    public void fillAll(DirectKeys keys) {
        fill(keys);
    }

    @Override
    public @Nullable Price get(Long key) {
        return cache.get(key);
    }

    @Override
    public void put(Long key, Price value) {
        cache.put(key, value);
    }

    @Override
    public boolean remove(Long key) {
        return cache.remove(key);
    }
}
