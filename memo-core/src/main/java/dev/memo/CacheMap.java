// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cache as a concurrent map: see {@link Cache#asMap}.
 *
 * <p>A conditional change reads an entry, decides, and exchanges that very entry, or starts again if it is no longer there:
 * so values need no equality for it. Thread-safe.
 */
final class CacheMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {
    final CacheSeam seam;

    private final Cache<K, V> cache;

    CacheMap(Cache<K, V> cache, CacheSeam seam) {
        this.cache = cache;
        this.seam = seam;
    }

    @Override
    @SuppressWarnings("unchecked") // a key of another type is not found
    public @Nullable V get(Object key) {
        return cache.get((K) key);
    }

    @Override
    public @Nullable V getOrDefault(Object key, @Nullable V otherwise) {
        V value = get(key);
        return value == null ? otherwise : value;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) != null;
    }

    @Override
    public boolean containsValue(Object value) {
        Objects.requireNonNull(value, "a value must not be null");
        return super.containsValue(value);
    }

    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, (Long) seam.called("mapSize"));
    }

    @Override
    public boolean isEmpty() {
        return !entrySet().iterator().hasNext();
    }

    @Override
    public @Nullable V put(K key, V value) {
        Objects.requireNonNull(value, "a value must not be null");
        for (; ; ) {
            Found<V> found = find(key);
            if (exchange(key, found, value)) {
                return found == null ? null : found.value;
            }
        }
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        Objects.requireNonNull(value, "a value must not be null");
        for (; ; ) {
            Found<V> found = find(key);
            if (found != null) {
                return found.value;
            }
            if (exchange(key, null, value)) {
                return null;
            }
        }
    }

    @Override
    public @Nullable V replace(K key, V value) {
        Objects.requireNonNull(value, "a value must not be null");
        for (; ; ) {
            Found<V> found = find(key);
            if (found == null || exchange(key, found, value)) {
                return found == null ? null : found.value;
            }
        }
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        Objects.requireNonNull(expected, "a value must not be null");
        Objects.requireNonNull(value, "a value must not be null");
        for (; ; ) {
            Found<V> found = find(key);
            if (found == null || !found.value.equals(expected)) {
                return false;
            }
            if (exchange(key, found, value)) {
                return true;
            }
        }
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        for (; ; ) {
            Found<V> found = find(key);
            if (found == null || withdraw(found)) {
                return found == null ? null : found.value;
            }
        }
    }

    @Override
    public boolean remove(@Nullable Object key, @Nullable Object value) {
        for (; ; ) {
            Found<V> found = find(key);
            if (found == null || !found.value.equals(value)) {
                return false;
            }
            if (withdraw(found)) {
                return true;
            }
        }
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "a function must not be null");
        for (; ; ) {
            Found<V> found = find(key);
            V value = found == null ? null : function.apply(key, found.value);
            if (found == null || change(key, found, value)) {
                return value;
            }
        }
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
        Objects.requireNonNull(function, "a function must not be null");
        for (; ; ) {
            Found<V> found = find(key);
            V value = function.apply(key, found == null ? null : found.value);
            if (change(key, found, value)) {
                return value;
            }
        }
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
        Objects.requireNonNull(value, "a value must not be null");
        Objects.requireNonNull(function, "a function must not be null");
        return compute(key, (same, old) -> old == null ? value : function.apply(old, value));
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "a function must not be null");
        for (K key : keySet()) {
            computeIfPresent(key, (same, old) -> Objects.requireNonNull(function.apply(key, old)));
        }
    }

    @Override
    public void clear() {
        cache.clear();
    }

    @Override
    public Set<K> keySet() {
        return new CacheMapKeys<>(this);
    }

    @Override
    public Collection<V> values() {
        return new CacheMapValues<>(this);
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new CacheMapEntries<>(this);
    }

    /** Returns whether there may be such a key: null is one of memoized functions only. */
    boolean admits(@Nullable Object key) {
        return key != null || seam.nullKeys();
    }

    /** Returns the value of an entry that the engine listed, or null if it is no longer there. */
    @SuppressWarnings("unchecked") // it is this cache's
    @Nullable
    V open(Object token) {
        Object value = seam.call("open", token);
        return value == void.class ? null : (V) value;
    }

    /** Returns the value; does not touch, does not count. */
    @Nullable
    V peek(@Nullable Object key) {
        Found<V> found = find(key);
        return found == null ? null : found.value;
    }

    private @Nullable Found<V> find(@Nullable Object key) {
        Object found = seam.call("live", cache.checked(key));
        if (found == null) {
            return null;
        }
        Object[] parts = (Object[]) found;
        @SuppressWarnings("unchecked") // it is this cache's
        V value = (V) parts[1];
        return value == void.class ? null : new Found<>(parts[0], value);
    }

    private boolean change(K key, @Nullable Found<V> found, @Nullable V value) {
        if (value != null) {
            return exchange(key, found, value);
        }
        return found == null || withdraw(found);
    }

    private boolean exchange(K key, @Nullable Found<V> found, V value) {
        return (Boolean) seam.called("exchange", key, found == null ? null : found.token, value);
    }

    private boolean withdraw(Found<V> found) {
        return (Boolean) seam.called("withdraw", found.token);
    }

    /**
     * A value and the engine's entry that keeps it. Immutable.
     *
     * @param token stands for the entry
     */
    private record Found<V>(Object token, V value) {}
}
