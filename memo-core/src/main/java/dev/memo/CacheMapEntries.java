// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.Spliterator;
import java.util.Spliterators;
import org.jspecify.annotations.Nullable;

/** The entries of a cache's map, as a view. Thread-safe. */
final class CacheMapEntries<K, V> extends AbstractSet<Entry<K, V>> {
    private final CacheMap<K, V> map;

    CacheMapEntries(CacheMap<K, V> map) {
        this.map = map;
    }

    @Override
    public Iterator<Entry<K, V>> iterator() {
        return new CacheMapIterator<>(map);
    }

    @Override
    public Spliterator<Entry<K, V>> spliterator() {
        int traits = Spliterator.CONCURRENT | Spliterator.DISTINCT | Spliterator.NONNULL;
        return Spliterators.spliteratorUnknownSize(iterator(), traits);
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
    public boolean contains(@Nullable Object entry) {
        return entry instanceof Entry<?, ?> e
                && map.admits(e.getKey())
                && e.getValue() != null
                && e.getValue().equals(map.peek(e.getKey()));
    }

    @Override
    public boolean remove(@Nullable Object entry) {
        return entry instanceof Entry<?, ?> e && map.admits(e.getKey()) && map.remove(e.getKey(), e.getValue());
    }

    @Override
    public void clear() {
        map.clear();
    }
}
