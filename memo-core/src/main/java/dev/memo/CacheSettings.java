// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.annotation.Storage;
import dev.memo.spi.RemovalListener;
import dev.memo.spi.Ttl;
import dev.memo.spi.Weigher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a direct cache or a memoized function: {@code CacheSettings.<String, User>of().ttl(...)}. Each method
 * returns other settings and leaves these as they are. What is wrong with them is said where they are used, all at once.
 *
 * <p>Two are equal if all they were told is; functions are compared by their own {@code equals}, which is identity for
 * lambdas. Immutable.
 *
 * @param <K> the keys; of a memoized function of two, lists of both arguments
 * @param <V> the values
 */
public final class CacheSettings<K, V> {
    private final Map<String, @Nullable Object> values;

    private CacheSettings(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** Returns the default settings: no end and no limits but the runtime's, {@code KEY} barrier, {@code AUTO} storage. */
    public static <K, V> CacheSettings<K, V> of() {
        return new CacheSettings<>(Map.of());
    }

    /**
     * Sets how long a value is served after it was written; as the runtime says if left out. For values without an end in
     * a runtime that has a ttl: {@code ChronoUnit.FOREVER.getDuration()}.
     */
    public CacheSettings<K, V> ttl(Duration ttl) {
        return with("ttl", ttl);
    }

    /** Sets a function that gives each value a ttl of its own; where it gives null, {@link #ttl(Duration)} counts. */
    public CacheSettings<K, V> ttl(Ttl<? super K, ? super V> ttl) {
        return with("ttl per value", ttl);
    }

    /** Sets how long a value is served after it was last read; no end if left out. */
    public CacheSettings<K, V> idle(Duration idle) {
        return with("idle", idle);
    }

    /**
     * Sets how long after its write a value may be served though its ttl is over: by lookups with a loader to all while one
     * of them loads it anew, and to that one too if its loader throws an exception. At least the ttl, which it needs; {@code
     * ChronoUnit.FOREVER.getDuration()} for no end. As long as the ttl if left out. Lookups without a loader are given such a
     * value only while it is being loaded anew, or was not long ago without success.
     */
    public CacheSettings<K, V> keep(Duration keep) {
        return with("keep", keep);
    }

    /**
     * Sets at which age a value is loaded anew in the background, the first time that a lookup with a loader finds it after
     * that; the old one is served at once. Shorter than the ttl. Never if left out. The loader is then run by a thread of
     * Memo's, or the executor of {@link MemoBuilder#executor}, with a copy of the key.
     */
    public CacheSettings<K, V> refresh(Duration age) {
        return with("refresh", age);
    }

    /**
     * Sets how long a lookup that loads a value anew waits for it while there is a stale one: after that it gives the stale
     * one, and the load goes on. It needs {@link #keep(Duration)}. As long as the load takes if left out. The loader is run
     * as with {@link #refresh(Duration)}; by the caller itself, without a limit, where no thread is free.
     */
    public CacheSettings<K, V> soft(Duration limit) {
        return with("soft", limit);
    }

    /**
     * Sets how long a load may take: after that the lookup, and all that wait with it, give a stale value if there is one,
     * else throw a {@link dev.memo.annotation.MemoLoadTimeoutException}. The load goes on, but what it gives is not kept. No
     * limit if left out. The loader is run as with {@link #soft(Duration)}.
     */
    public CacheSettings<K, V> hard(Duration limit) {
        return with("hard", limit);
    }

    /**
     * Sets how much sooner than at its end a value may be loaded anew by a lookup with a loader, by chance: the less time it
     * has left, measured by how long its load takes, the likelier. 1 is right for most; more is sooner, 0, which it is if
     * left out, is never. It needs a ttl. This is XFetch: Vattani, Chierichetti, Lowenstein, "Optimal Probabilistic Cache
     * Stampede Prevention", VLDB 2015.
     */
    public CacheSettings<K, V> early(double factor) {
        return with("early", factor);
    }

    /** Sets how long a null is served after it was written, in place of the ttl. */
    public CacheSettings<K, V> nullTtl(Duration ttl) {
        return with("nullTtl", ttl);
    }

    /** Sets how long an empty optional, collection, map or array is served after it was written, in place of the ttl. */
    public CacheSettings<K, V> emptyTtl(Duration ttl) {
        return with("emptyTtl", ttl);
    }

    /**
     * Sets which exceptions of loaders are kept, those of subclasses included: for so long each lookup with a loader throws
     * the same object again. An older value that may still be served goes before. Lookups without a loader find nothing.
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final CacheSettings<K, V> failures(Duration ttl, Class<? extends Throwable>... types) {
        return with("failureTtl", ttl).with("failures", listed(types));
    }

    /** Sets how long nobody tries again after loading a value anew has failed; a second if left out. */
    public CacheSettings<K, V> retry(Duration retry) {
        return with("retry", retry);
    }

    /**
     * Sets by which share a ttl may come out shorter, so that what was written together does not end together; 0 to 1. It
     * spreads the lives that the settings give: the ttl, also the runtime's, and those of null, empty values and exceptions. A
     * life that a {@link Ttl} function or a write gives is as long as that says, and idle time counts in full.
     */
    public CacheSettings<K, V> jitter(double share) {
        return with("jitter", share);
    }

    /** Sets how many entries are kept at most, at least 1; as many as the runtime may keep if left out. */
    public CacheSettings<K, V> maxEntries(long entries) {
        return with("maxEntries", entries);
    }

    /**
     * Sets how many bytes the entries may take, with their tags and what they were computed from, at least 1; as many as the
     * runtime's may if left out.
     */
    public CacheSettings<K, V> maxBytes(long bytes) {
        return with("maxBytes", bytes);
    }

    /** Sets by name which entry goes when there is no room, whatever the case of its letters; the runtime's if left out. */
    public CacheSettings<K, V> policy(String name) {
        return with("policy", name);
    }

    /** Sets whether values are kept as bytes, each reader getting a copy, or by reference; {@code AUTO} if left out. */
    public CacheSettings<K, V> storage(Storage storage) {
        return with("storage", storage);
    }

    /** Sets what one load is admitted per, for lookups with a loader; {@code KEY} if left out. */
    public CacheSettings<K, V> barrier(Barrier barrier) {
        return with("barrier", barrier);
    }

    /** Sets how long a caller waits for another's load at most; as long as that load lasts if left out. */
    public CacheSettings<K, V> maxWait(Duration limit) {
        return with("maxWait", limit);
    }

    /** Sets what a caller gets when {@link #maxWait} is over; {@code RUN} if left out. */
    public CacheSettings<K, V> onTimeout(OnTimeout outcome) {
        return with("onTimeout", outcome);
    }

    /** Sets what a caller gets whose wait would close a circle of threads; {@code RUN} if left out. */
    public CacheSettings<K, V> onCycle(OnCycle outcome) {
        return with("onCycle", outcome);
    }

    /**
     * Sets how long a load may keep others waiting. Past it, the next caller or one of those who wait loads anew, the
     * leader's stack is logged, and what the late load gives reaches its own caller only. No end if left out.
     */
    public CacheSettings<K, V> deadline(Duration deadline) {
        return with("deadline", deadline);
    }

    /**
     * Sets a lock that each load holds, taken after the barrier has let it through and given back by the same thread once
     * its value is kept: a lock over several machines, say, or one that a source of data asks for. Where it was waited
     * for, the key is looked up once more. {@link #maxWait} bounds that wait too. What the lock throws is reported, and
     * the load runs without it. A lock that no thread owns, as a semaphore's, is not seen in circles beyond those that
     * Memo's own loads close.
     */
    public CacheSettings<K, V> lock(Lock lock) {
        return with("lock", lock);
    }

    /** Sets whether null is kept; it is if left out. Where it is not, it is refused by writes and loaded again. */
    public CacheSettings<K, V> cacheNull(boolean kept) {
        return with("cacheNull", kept);
    }

    /**
     * Sets what an entry takes of the limits in bytes; Memo's own reckoning if left out. What takes {@link
     * Integer#MAX_VALUE} or more, 2 GB, is too large to be kept, whatever the limits.
     */
    public CacheSettings<K, V> weigher(Weigher<? super K, ? super V> weigher) {
        return with("weigher", weigher);
    }

    /**
     * Sets a function that gives the tags of each value, none of them null; {@link Memo#invalidateTag} drops all values with
     * a tag. It is asked when a value is kept. A value whose tags it does not tell, as it throws, is not kept.
     */
    public CacheSettings<K, V> tags(BiFunction<? super K, ? super V, ? extends Collection<String>> tags) {
        return with("tags", tags);
    }

    /**
     * Sets whether a value that a loader computes from other memoized calls is served no longer than those results would
     * be; it is if left out. As {@link dev.memo.annotation.Cached#nestedTtl()} has it.
     */
    public CacheSettings<K, V> nestedTtl(boolean counts) {
        return with("nestedTtl", counts);
    }

    /**
     * Sets whether a value that a loader computes from other memoized calls is dropped with their results, as those are
     * invalidated or given another value; it is not if left out. As {@link dev.memo.annotation.Cached#dependencies()} has it.
     */
    public CacheSettings<K, V> dependencies(boolean follow) {
        return with("dependencies", follow);
    }

    /**
     * Keeps values in a store of the runtime's too, beside the heap, where they outlive the process and other processes find
     * them: {@code "disk"} is what {@link MemoBuilder#store(String, DiskSettings)} or the agent's option
     * {@code store.disk=FILE} names. In a runtime without such a store the heap has them alone, which is logged.
     *
     * <p>Whatever asks for a key that the heap does not have looks in the store: lookups with or without a loader, {@code peek},
     * {@code contains}, {@code add}, {@code replace}, {@code remove}, the map view. What is put is in the store some tenth of a
     * second later; what was put or removed last may be lost if the process is killed, as
     * {@link DiskSettings#writeThrough} says. Other processes have in their heaps what they have until its life is over,
     * whatever is put or removed here. Where the store is written through
     * ({@link DiskSettings#writeThrough}), writes and removals return when the store has them, and throw a {@link
     * dev.memo.spi.StoreException} if it does not take them: then only the heap has them, and removals are made in the store
     * later. {@code putAll} is in the store as a whole or not at all. {@code keys}, {@code size}, {@code weight} and the map
     * view's iterators tell of what is in the heap, and removal listeners of what leaves that. Closing the cache leaves the
     * store as it is; clearing it does not. Refused together with {@link #soft}, {@link #hard}, {@link #dependencies} and
     * {@link #closeValues()}.
     *
     * <p>Keys must be the same in every process (simple values, enums, records of such), and of 1 MiB at most: others are refused
     * by {@code put} with a {@link dev.memo.spi.CodecException}, and loads of them are kept in the heap only, which is logged
     * once.
     *
     * @param type what values are, with the classes of its fields: bytes that name others are not read, unless {@link #allow}
     *     lists them. For values of a generic type its class, {@code List.class}, and what is in them by {@code allow}
     */
    public CacheSettings<K, V> store(String name, Class<?> type) {
        return with("store", name).with("storedType", type);
    }

    /**
     * Sets what stored values are good for, in words of your own; those of another version are not served. To be changed
     * when what is stored is to be forgotten: a function's code cannot be looked at, so memoized functions need a version.
     */
    public CacheSettings<K, V> version(String version) {
        return with("version", version);
    }

    /** Adds classes that stored values may be made of: {@code "net.acme.Order"}, {@code "net.acme.*"}, {@code "net.acme.**"}. */
    public CacheSettings<K, V> allow(String... patterns) {
        return with("allow", listed(patterns));
    }

    /** Sets how many bytes a value may take to be kept in the heap, at least 1; larger ones are in the store only. */
    public CacheSettings<K, V> maxHeapBytes(long bytes) {
        return with("maxHeapBytes", bytes);
    }

    /** Sets the class loader that copies of values take their classes from; the caller's if left out. */
    public CacheSettings<K, V> classLoader(ClassLoader loader) {
        return with("classLoader", loader);
    }

    /** Sets who hears of what leaves, in the thread that made it leave. */
    public CacheSettings<K, V> removalListener(RemovalListener<? super K, ? super V> listener) {
        return with("removalListener", listener).with("the listener's executor", Removed.DIRECT);
    }

    /** Sets who hears of what leaves, on an executor; in the thread that made it leave if that one does not take it. */
    public CacheSettings<K, V> removalListener(RemovalListener<? super K, ? super V> listener, Executor executor) {
        return with("removalListener", listener).with("the listener's executor", executor);
    }

    /**
     * Closes each value that is {@link AutoCloseable} once it has left, after the listener has heard of it, in the thread
     * that made it leave. A value that was put again under its own key has not left. What {@code close} throws is
     * reported and reaches nobody. Needs {@code storage(Storage.SHARED)}: of other values there are copies.
     */
    public CacheSettings<K, V> closeValues() {
        return with("closeValues", Removed.DIRECT);
    }

    /** Closes values as {@link #closeValues()} does, on an executor. */
    public CacheSettings<K, V> closeValues(Executor executor) {
        return with("closeValues", executor);
    }

    /** Two are equal if all they were told is. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CacheSettings<?, ?> settings && settings.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Says which settings there are. */
    @Override
    public String toString() {
        return "CacheSettings" + new TreeSet<>(values.keySet());
    }

    /** Returns what was told, by setting; null where null was. */
    Map<String, @Nullable Object> values() {
        return values;
    }

    /** Returns a copy, nulls included: where the settings are used is said what is wrong with them. */
    private static <T> @Nullable List<@Nullable T> listed(T @Nullable [] all) {
        return all == null ? null : Collections.unmodifiableList(new ArrayList<>(Arrays.asList(all)));
    }

    private CacheSettings<K, V> with(String setting, @Nullable Object value) {
        Map<String, @Nullable Object> more = new HashMap<>(values);
        more.put(setting, value);
        return new CacheSettings<>(more);
    }
}
