// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.Spliterator;
import java.util.Spliterators;
import org.jspecify.annotations.Nullable;

/** The keys of a cache's map, as a view. Thread-safe. */
final class CacheMapKeys<K, V> extends AbstractSet<K> {
    private final CacheMap<K, V> map;

    CacheMapKeys(CacheMap<K, V> map) {
        this.map = map;
    }

    @Override
    public Iterator<K> iterator() {
        return new CacheMapIterator<>(map).parts(Entry::getKey);
    }

    @Override
    public Spliterator<K> spliterator() {
        return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.CONCURRENT | Spliterator.DISTINCT);
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public boolean isEmpty() {
        return map.isEmpty();
    }

    @Override
    public boolean contains(@Nullable Object key) {
        return map.admits(key) && map.containsKey(key);
    }

    @Override
    public boolean remove(@Nullable Object key) {
        return map.admits(key) && map.remove(key) != null;
    }

    @Override
    public void clear() {
        map.clear();
    }
}
