// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.Spliterator;
import java.util.Spliterators;
import org.jspecify.annotations.Nullable;

/** The values of a cache's map, as a view. Thread-safe. */
final class CacheMapValues<K, V> extends AbstractCollection<V> {
    private final CacheMap<K, V> map;

    CacheMapValues(CacheMap<K, V> map) {
        this.map = map;
    }

    @Override
    public Iterator<V> iterator() {
        return new CacheMapIterator<>(map).parts(Entry::getValue);
    }

    @Override
    public Spliterator<V> spliterator() {
        return Spliterators.spliteratorUnknownSize(iterator(), Spliterator.CONCURRENT | Spliterator.NONNULL);
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
    public boolean contains(@Nullable Object value) {
        return value != null && map.containsValue(value);
    }

    @Override
    public void clear() {
        map.clear();
    }
}
