// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.spi.CodecException;
import dev.memo.spi.Stats;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A cache that is called directly: the same table, limits, barrier and statistics as those of memoized methods. Made by
 * {@link Memo#cache}.
 *
 * <p>Keys are compared as arguments of memoized methods are: by their own {@code equals}, arrays by content; keys that may
 * change are copied when they are kept. A null key is refused with a {@link NullPointerException} by every operation; only
 * of a memoized function, null is a key as well. A null value is a value like any other, unless {@code cacheNull} is off.
 *
 * <p><b>Touch</b>: a read that touches makes the entry the one used last, and starts its idle time again. <b>Counts</b>:
 * such a read counts one hit or one miss. A value that has ended, or cannot be read back, is removed by who finds it: a miss.
 *
 * <p><b>Writes</b> are atomic for one key, and not for several. A write wins over a load of the same key that is under way:
 * the load's callers get what it gives, but it is not kept. A key without an equality of its own is refused by writes with
 * an {@link IllegalArgumentException}, and is never found by reads. What a weigher or a function of lifetimes throws
 * reaches the writer, and nothing has changed then. Writes to a closed cache throw an {@link IllegalStateException}.
 *
 * <p>Finding a key takes time that does not depend on how many there are. Thread-safe. Reads that find a value take no
 * lock; all else takes a short one. User code ({@code equals}, codecs, weighers, listeners, loaders) runs with no lock held.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class Cache<K, V> implements AutoCloseable {
    private final String name;
    private final CacheSeam seam;
    private final boolean cacheNull;
    private final Runnable whenClosed;
    private final Function<@Nullable Object, @Nullable Object> find;

    Cache(String name, CacheSeam seam, boolean cacheNull, Runnable whenClosed) {
        this.name = name;
        this.seam = seam;
        this.cacheNull = cacheNull;
        this.whenClosed = whenClosed;
        this.find = seam.find();
    }

    /** Returns the name in reports. */
    public String name() {
        return name;
    }

    /** Returns the value, or null if there is none, or null is kept. Touches, counts. Allocates nothing for a shared value. */
    public @Nullable V get(K key) {
        Object found = find.apply(checked(key));
        return value(found != null ? found : seam.call("get", key));
    }

    /**
     * Returns the value, or the loader's, which is kept. Touches, counts.
     *
     * <p>Of many callers of one cold key one runs the loader, and the others wait for what it gives; how many are let in at
     * once is the barrier's to say. A loader may ask for the same key again: it then runs without the cache. What cannot
     * be kept (too large, not to be encoded, a key whose {@code hashCode} or {@code equals} throws) is returned all the
     * same. On a closed cache the loader just runs.
     *
     * @param loader gives the value of a key, which may be null; what it throws reaches all who wait, the same object, and
     *     nothing is kept
     */
    @SuppressWarnings("unchecked") // it is the loader's
    public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader) {
        present("get", "a loader", loader, "Call get(key) without one");
        checked(key);
        Object found = quietly(key);
        return found != null ? value(found) : (V) seam.load().apply(key, loader);
    }

    /** Returns what there is for the key, telling a value, one that has ended, and none apart. Touches, counts. */
    public Lookup<V> lookup(K key) {
        Object found = find.apply(checked(key));
        if (found == null) {
            Object[] again = (Object[]) seam.called("lookup", key);
            if (again instanceof String[] outcome) {
                boolean expired = outcome[0].equals("expired");
                return new Lookup<>(expired ? Lookup.Outcome.EXPIRED : Lookup.Outcome.MISS, null);
            }
            found = again[0];
        }
        return new Lookup<>(Lookup.Outcome.HIT, value(found));
    }

    /** Returns the values that there are, by key, in the order asked for; one get each. Can be changed by the caller. */
    public Map<K, @Nullable V> getAll(Iterable<? extends K> keys) {
        return found("getAll", keys, key -> {
            Object found = find.apply(key);
            return found != null ? found : seam.call("get", key);
        });
    }

    /**
     * Returns the values by key, in the order asked for: those that there are, and the loader's for all others, which are
     * kept. Touches, counts each key once. Can be changed by the caller.
     *
     * <p>The loader runs once for what is missing. Keys that other callers load are waited for after that; so keys may be
     * asked for in any order. {@code soft} and {@code hard} do not limit it.
     *
     * @param loader gives the values of keys, which it may keep and change the list of, by key; what it has no value for is
     *     left out; what it throws reaches all who wait, the same object, and nothing is kept
     * @throws UnsupportedOperationException if the cache has a lock, or {@code METHOD} or {@code HOST} as its barrier
     */
    @SuppressWarnings("unchecked") // they are this cache's
    public Map<K, @Nullable V> getAll(
            Iterable<? extends K> keys,
            Function<? super List<K>, ? extends Map<? extends K, ? extends @Nullable V>> loader) {
        present("getAll", "a loader", loader, "Call getAll(keys) without one");
        return (Map<K, @Nullable V>) seam.called("loadAll", all("getAll", keys), loader);
    }

    /** Returns the value, or null if there is none, or null is kept. Does not touch, does not count. */
    public @Nullable V peek(K key) {
        return value(seam.call("peek", checked(key)));
    }

    /** Returns the values that there are, by key; one peek each. Can be changed by the caller. */
    public Map<K, @Nullable V> peekAll(Iterable<? extends K> keys) {
        return found("peekAll", keys, key -> seam.call("peek", key));
    }

    /** Returns whether there is a value. Does not touch, does not count, does not decode. */
    public boolean contains(K key) {
        return (Boolean) seam.called("contains", checked(key));
    }

    /**
     * Returns how long the value will be served yet if nobody reads it: empty if there is none,
     * {@code ChronoUnit.FOREVER.getDuration()} if it has no end. Does not touch, does not count.
     */
    public Optional<Duration> remaining(K key) {
        Long nanos = (Long) seam.call("remaining", checked(key));
        return Optional.ofNullable(nanos)
                .map(left -> left == Long.MAX_VALUE ? ChronoUnit.FOREVER.getDuration() : Duration.ofNanos(left));
    }

    /**
     * Keeps a value, in the place of the one that is there. Its life is that of the settings.
     *
     * @throws CodecException if it cannot be kept as bytes; the older value stays
     * @throws EntryTooLargeException if it takes more of the limits in bytes than one may, half unless the runtime's
     *     {@code maxEntryShare} says otherwise; the older value goes
     */
    public void put(K key, @Nullable V value) {
        nothing(seam.call("put", checked(key), checkedValue(value), null));
    }

    /**
     * Keeps a value with a life of its own, from now on; {@code ChronoUnit.FOREVER.getDuration()} for no end.
     *
     * @param lifetime more than zero
     * @throws IllegalArgumentException if the lifetime is zero or less
     * @throws CodecException as {@link #put(Object, Object)}
     * @throws EntryTooLargeException as {@link #put(Object, Object)}
     */
    public void put(K key, @Nullable V value, Duration lifetime) {
        present("put", "a lifetime", lifetime, "Call put(key, value) without one");
        if (lifetime.isZero() || lifetime.isNegative()) {
            throw new IllegalArgumentException(
                    where() + ".put: a lifetime must be positive, was " + lifetime + ". Use remove to end a value.");
        }
        nothing(seam.call("put", checked(key), checkedValue(value), lifetime));
    }

    /**
     * Keeps a value until an instant of the wall clock; one that is over leaves nothing under the key.
     *
     * @throws CodecException as {@link #put(Object, Object)}
     * @throws EntryTooLargeException as {@link #put(Object, Object)}
     */
    public void put(K key, @Nullable V value, Instant end) {
        present("put", "an end", end, "Call put(key, value) without one");
        nothing(seam.call("put", checked(key), checkedValue(value), end));
    }

    /**
     * Keeps a value if there is none; returns whether it did. Does not touch or count what is there.
     *
     * @throws CodecException as {@link #put(Object, Object)}
     * @throws EntryTooLargeException as {@link #put(Object, Object)}
     */
    public boolean add(K key, @Nullable V value) {
        return (Boolean) seam.called("add", checked(key), checkedValue(value));
    }

    /**
     * Keeps a value if there is one; returns whether it did. Does not touch or count what is there.
     *
     * @throws CodecException as {@link #put(Object, Object)}
     * @throws EntryTooLargeException as {@link #put(Object, Object)}
     */
    public boolean replace(K key, @Nullable V value) {
        return (Boolean) seam.called("replace", checked(key), checkedValue(value));
    }

    /** Removes the value, and fences off a load of the key; returns whether there was one. */
    public boolean remove(K key) {
        return (Boolean) seam.called("remove", checked(key));
    }

    /**
     * Makes the value stale, so that it is served as {@link CacheSettings#keep} says while one lookup with a loader loads it
     * anew; removes it where the cache has no {@code keep}. Fences off a load of the key. A closed cache has none.
     *
     * @return whether there was one, or a load under way
     */
    public boolean invalidateSoftly(K key) {
        return (Boolean) seam.called("outdate", checked(key));
    }

    /** Makes all values stale, or removes them, as {@link #invalidateSoftly} does. */
    public void invalidateAllSoftly() {
        seam.call("outdateAll");
    }

    /**
     * Keeps all these values. Whatever is wrong with one of them is found before any is kept, and then none is: a null key,
     * one without equality, a value that cannot be encoded or is too large. They are then put one by one.
     *
     * @throws CodecException if one cannot be kept as bytes
     * @throws EntryTooLargeException if one takes more of the limits in bytes than one may, half unless the runtime's
     *     {@code maxEntryShare} says otherwise
     */
    public void putAll(Map<? extends K, ? extends @Nullable V> entries) {
        present("putAll", "entries", entries, "Pass an empty map for none");
        @Nullable Object[] keys = entries.keySet().toArray();
        @Nullable Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            @SuppressWarnings("SuspiciousMethodCalls") // it is one of the map's own keys
            V value = entries.get(checked(keys[i]));
            values[i] = checkedValue(value);
        }
        nothing(seam.call("putAll", keys, values));
    }

    /** Removes the values of all these keys; returns how many there were. No key is touched if one of them is refused. */
    public int removeAll(Iterable<? extends K> keys) {
        return (Integer)
                seam.called("removeAll", (Object) all("removeAll", keys).toArray());
    }

    /** Returns the keys of all values that there are, in no order; a snapshot that takes time with their number. */
    public List<K> keys() {
        return keys(key -> true);
    }

    /** Returns the keys that the filter, which may take its time, holds for. */
    @SuppressWarnings("unchecked") // they are this cache's
    public List<K> keys(Predicate<? super K> filter) {
        present("keys", "a filter", filter, "Call keys() without one");
        return (List<K>) seam.called("keys", filter);
    }

    /** Returns how many entries are kept, those included that have ended and were not removed yet. */
    public long size() {
        return (Long) seam.called("size");
    }

    /** Returns how many values there are, by looking at each. */
    public long liveSize() {
        return (Long) seam.called("liveSize");
    }

    /** Returns what the entries take of the limits in bytes. */
    public long weight() {
        return (Long) seam.called("weight");
    }

    /** Removes all entries and fences off all loads; what is written meanwhile may stay. Keeps the statistics. */
    public void clear() {
        nothing(seam.call("clear"));
    }

    /** Removes all values that have ended. Nobody has to call it: they are removed when they are found or room is needed. */
    public void cleanUp() {
        nothing(seam.call("cleanUp"));
    }

    /** Returns a snapshot of what has happened. */
    public Stats stats() {
        return Stats.of((long[]) seam.called("stats"));
    }

    /** Starts counting at zero again. Entries stay, and so do the numbers of entries and bytes. */
    public void resetStats() {
        nothing(seam.call("resetStats"));
    }

    /**
     * Returns a view as a map. It shows what there is now; its iterators show what was there all the while, and may show
     * what came or went. A null value is not in it, as in no concurrent map. Its {@code get}, {@code getOrDefault} and
     * {@code computeIfAbsent} touch and count, nothing else does. {@code compute} and its kin may run their function more
     * than once: {@link #get(Object, Function)} loads once. {@code size} takes time with the number of entries.
     */
    public ConcurrentMap<K, V> asMap() {
        return new CacheMap<>(this, seam);
    }

    /**
     * Removes all entries. From then on reads find nothing, writes throw, loaders just run, and so do the originals of
     * memoized functions. The name is free again. Does nothing if it is closed already.
     */
    @Override
    public void close() {
        nothing(seam.call("close"));
        whenClosed.run();
    }

    @Override
    public String toString() {
        return name;
    }

    String where() {
        return "cache \"" + name + "\"";
    }

    /** Returns what is being loaded into it, as {@code dev.memo.link.Service} has it. */
    Object[][] flights() {
        return (Object[][]) seam.called("flights");
    }

    /** A key whose equality throws goes through to the loader. */
    private @Nullable Object quietly(@Nullable Object key) {
        try {
            return find.apply(key);
        } catch (Throwable e) { // comes again where it is counted, or, of the JVM's, thrown
            return null;
        }
    }

    private Map<K, @Nullable V> found(
            String operation, Iterable<? extends K> keys, Function<K, @Nullable Object> read) {
        Map<K, @Nullable V> found = new LinkedHashMap<>();
        for (K key : all(operation, keys)) {
            Object each = read.apply(key);
            if (each != null) {
                found.put(key, value(each));
            }
        }
        return found;
    }

    private List<K> all(String operation, Iterable<? extends K> keys) {
        present(operation, "keys", keys, "Pass an empty list for none");
        List<K> all = new ArrayList<>();
        for (K key : keys) {
            checked(key);
            all.add(key);
        }
        return all;
    }

    private void present(String operation, String what, @Nullable Object argument, String remedy) {
        if (argument == null) {
            throw new NullPointerException(
                    where() + "." + operation + ": " + what + " must not be null, was null. " + remedy + ".");
        }
    }

    @Nullable
    Object checked(@Nullable Object key) {
        if (key == null && !seam.nullKeys()) {
            throw new NullPointerException(where() + ": a key must not be null. Use another key.");
        }
        return key;
    }

    private @Nullable Object checkedValue(@Nullable Object value) {
        if (value == null && !cacheNull) {
            throw new NullPointerException(
                    where() + ": null is not kept, as cacheNull is off. Remove the key instead.");
        }
        return value;
    }

    @SuppressWarnings("unchecked") // it is this cache's
    private @Nullable V value(@Nullable Object found) {
        return found == void.class ? null : (V) found;
    }

    private static void nothing(@Nullable Object result) {
        assert result == null : "such operations answer nothing";
    }
}
