// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.AbstractMap;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks over the entries of a cache's map, some at a time. Confined to one thread. */
final class CacheMapIterator<K, V> implements Iterator<Entry<K, V>> {
    private final CacheMap<K, V> map;
    private Object[] some = {};
    private int position;
    private int cursor;
    private boolean last;
    private @Nullable Entry<K, V> next;
    private @Nullable Entry<K, V> current;

    CacheMapIterator(CacheMap<K, V> map) {
        this.map = map;
    }

    @Override
    public boolean hasNext() {
        while (next == null && (position < some.length || !last)) {
            if (position < some.length) {
                next = open();
            } else {
                fetch();
            }
        }
        return next != null;
    }

    @Override
    public Entry<K, V> next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Entry<K, V> found = next;
        current = found;
        next = null;
        return found;
    }

    @Override
    public void remove() {
        if (current == null) {
            throw new IllegalStateException("remove comes after next, once");
        }
        map.keySet().remove(current.getKey());
        current = null;
    }

    /** Returns an iterator over a part of each entry; this one goes with it. */
    <T> Iterator<T> parts(Function<Entry<K, V>, T> part) {
        Iterator<Entry<K, V>> entries = this;
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public T next() {
                return part.apply(entries.next());
            }

            @Override
            public void remove() {
                entries.remove();
            }
        };
    }

    @SuppressWarnings("unchecked") // they are this cache's
    private @Nullable Entry<K, V> open() {
        K key = (K) some[position];
        V value = map.open(some[position + 1]);
        position += 2;
        return value == null ? null : new WriteThrough<>(map, key, value);
    }

    private void fetch() {
        Object[] chunk = (Object[]) map.seam.called("scan", cursor);
        cursor = (Integer) chunk[0];
        some = (Object[]) chunk[1];
        position = 0;
        last = cursor == 0;
    }

    /** An entry whose {@code setValue} puts into the cache. Confined to one thread. */
    private static final class WriteThrough<K, V> extends AbstractMap.SimpleEntry<K, V> {
        private static final long serialVersionUID = 1L;

        private final transient CacheMap<K, V> map;

        WriteThrough(CacheMap<K, V> map, K key, V value) {
            super(key, value);
            this.map = map;
        }

        @Override
        public V setValue(V value) {
            V before = map.put(getKey(), value);
            V shown = super.setValue(value);
            return before == null ? shown : before;
        }
    }
}
