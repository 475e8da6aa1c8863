// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.annotation.Barrier;
import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;
import dev.memo.annotation.Storage;
import dev.memo.region.Freshness;
import dev.memo.region.Nested;
import dev.memo.region.PolicyNames;
import dev.memo.region.RegionSettings;
import dev.memo.region.RegionSettings.Kind;
import dev.memo.region.RegionSettings.Lifespan;
import dev.memo.region.RegionSettings.Limits;
import dev.memo.region.Stored;
import dev.memo.region.WaitFailures;
import dev.memo.region.Waiting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a facade says about a cache, in types of the JDK's only, as it may come from another class loader. The facade has
 * checked it.
 *
 * <table>
 * <caption>settings</caption>
 * <tr><th>name</th><th>type</th></tr>
 * <tr><td>ttlNanos, idleNanos, keepNanos, retryNanos, refreshNanos, nullTtlNanos, emptyTtlNanos, failureTtlNanos, softNanos, hardNanos, maxWaitNanos, deadlineNanos, maxEntries, maxBytes, maxHeapBytes</td><td>{@code Long}, left out for none</td></tr>
 * <tr><td>keptFailures</td><td>{@code List} of class names</td></tr>
 * <tr><td>jitter, early</td><td>{@code Double}</td></tr>
 * <tr><td>policy, storage, barrier, onTimeout, onCycle, store, version</td><td>{@code String}</td></tr>
 * <tr><td>storedType</td><td>{@code Class} of stored values</td></tr>
 * <tr><td>allow</td><td>{@code List} of patterns of class names</td></tr>
 * <tr><td>cacheNull, pairs, memoized, async, nestedTtl, dependencies, closes</td><td>{@code Boolean}</td></tr>
 * <tr><td>weigher</td><td>{@code ToLongBiFunction} of key and value</td></tr>
 * <tr><td>ttl</td><td>{@code BiFunction} of key and value that gives a {@code Duration} or null</td></tr>
 * <tr><td>tags</td><td>{@code BiFunction} of key and value that gives a {@code Collection} of strings, or null</td></tr>
 * <tr><td>listener</td><td>{@code Consumer} of an array: key, value, name of the cause</td></tr>
 * <tr><td>lock</td><td>{@code Lock}, held by each load</td></tr>
 * <tr><td>failures</td><td>{@code BiFunction} of kind and an array, as {@link WaitFailures} has it</td></tr>
 * <tr><td>refusals</td><td>{@code BiFunction} of kind and an array: message, cause; gives an exception of the facade's</td></tr>
 * </table>
 *
 * <p>Immutable.
 */
public final class CacheOptions {
    private final String name;
    private final Map<String, Object> values;

    /** Wraps the settings of the cache of this name. */
    public CacheOptions(String name, Map<String, Object> values) {
        this.name = name;
        this.values = values;
    }

    /**
     * Returns what the region is told.
     *
     * @param defaultTtlNanos the runtime's ttl, for a cache that has none of its own
     * @param bypass whether memoized functions are called without Memo while it saves nothing; caches never are
     */
    public RegionSettings region(long defaultTtlNanos, boolean bypass) {
        return region(lifespan(defaultTtlNanos), bypass);
    }

    /** Returns how long values live, if that is all that is said about it. */
    public Lifespan lifespan(long defaultTtlNanos) {
        return new Lifespan(number("ttlNanos", defaultTtlNanos), number("idleNanos", 0), get("jitter", 0.0));
    }

    /** As {@link #region(long, boolean)}, with lives that were limited. */
    public RegionSettings region(Lifespan lifespan, boolean bypass) {
        return new RegionSettings(
                name,
                lifespan,
                new Limits(number("maxEntries", 0), number("maxBytes", 0)),
                Barrier.valueOf(get("barrier", Barrier.KEY.name())),
                Storage.valueOf(get("storage", Storage.AUTO.name())),
                get("cacheNull", true),
                PolicyNames.normal(get("policy", "")),
                bypass && kind() == Kind.FUNCTION,
                waiting(),
                freshness(),
                new Nested(get("nestedTtl", true), get("dependencies", false)),
                kind());
    }

    private Kind kind() {
        if (!memoized()) {
            return Kind.CACHE;
        }
        return lock() == null ? Kind.FUNCTION : Kind.LOCKED_FUNCTION;
    }

    private Waiting waiting() {
        return new Waiting(
                number("maxWaitNanos", 0),
                OnTimeout.valueOf(get("onTimeout", OnTimeout.RUN.name())),
                OnCycle.valueOf(get("onCycle", OnCycle.RUN.name())),
                number("deadlineNanos", 0));
    }

    private Freshness freshness() {
        return new Freshness(
                number("keepNanos", 0),
                number("retryNanos", Freshness.RETRY_NANOS),
                number("refreshNanos", 0),
                get("early", 0.0),
                new Freshness.Patience(number("softNanos", 0), number("hardNanos", 0)),
                new Freshness.Lives(
                        "",
                        number("nullTtlNanos", 0),
                        number("emptyTtlNanos", 0),
                        get("keptFailures", List.of()),
                        number("failureTtlNanos", 0)));
    }

    /** Returns how values are kept in a store. */
    public Stored stored() {
        return new Stored(
                get("store", ""),
                get("version", ""),
                false,
                List.of(),
                get("allow", List.of()),
                number("maxHeapBytes", 0));
    }

    /** Returns the class that stored values are of. */
    public Class<?> storedType() {
        return get("storedType", Object.class);
    }

    /** Returns its name in reports. */
    public String where() {
        return "cache " + quotedName();
    }

    /** Returns its name in quotes. */
    public String quotedName() {
        return '"' + name + '"';
    }

    /** Returns whether it is what a memoized function remembers. */
    public boolean memoized() {
        return get("memoized", false);
    }

    String name() {
        return name;
    }

    /** Returns whether keys are pairs of arguments. */
    boolean pairs() {
        return get("pairs", false);
    }

    /** Returns whether it is of a function that returns before its value is there. */
    boolean async() {
        return get("async", false);
    }

    boolean cacheNull() {
        return get("cacheNull", true);
    }

    @SuppressWarnings("unchecked") // as the table says
    @Nullable
    ToLongBiFunction<@Nullable Object, @Nullable Object> weigher() {
        return (ToLongBiFunction<@Nullable Object, @Nullable Object>) values.get("weigher");
    }

    @SuppressWarnings("unchecked") // as the table says
    @Nullable
    BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> ttl() {
        return (BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) values.get("ttl");
    }

    @SuppressWarnings("unchecked") // as the table says
    @Nullable
    BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> tags() {
        return (BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) values.get("tags");
    }

    @SuppressWarnings("unchecked") // as the table says
    @Nullable
    Consumer<@Nullable Object[]> listener() {
        return (Consumer<@Nullable Object[]>) values.get("listener");
    }

    /** Returns whether the listener closes values. */
    boolean closes() {
        return get("closes", false);
    }

    @Nullable
    Lock lock() {
        return (Lock) values.get("lock");
    }

    @SuppressWarnings("unchecked") // as the table says
    WaitFailures failures() {
        Object maker = values.get("failures");
        return maker == null
                ? WaitFailures.OWN
                : new WaitFailures((BiFunction<String, Object[], @Nullable RuntimeException>) maker);
    }

    /** Returns an exception of the facade's. */
    RuntimeException refusal(String kind, String message, @Nullable Throwable cause) {
        @SuppressWarnings("unchecked") // as the table says
        BiFunction<String, @Nullable Object[], RuntimeException> refusals =
                (BiFunction<String, @Nullable Object[], RuntimeException>) values.get("refusals");
        return refusals == null
                ? new IllegalArgumentException(message, cause)
                : refusals.apply(kind, new Object[] {message, cause});
    }

    private long number(String setting, long otherwise) {
        return get(setting, otherwise);
    }

    @SuppressWarnings("unchecked") // as the table says
    private <T> T get(String setting, T otherwise) {
        Object value = values.get(setting);
        return value == null ? otherwise : (T) value;
    }
}
