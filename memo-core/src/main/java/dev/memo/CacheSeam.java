// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.annotation.MemoCycleException;
import dev.memo.annotation.MemoLoadTimeoutException;
import dev.memo.annotation.MemoTimeoutException;
import dev.memo.annotation.Storage;
import dev.memo.spi.CodecException;
import dev.memo.spi.StoreException;
import dev.memo.spi.Ttl;
import dev.memo.spi.Weigher;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One cache of an engine that may be in another class loader, so that nothing but types of the JDK's crosses. A value is
 * {@code void.class} for null, and null if there is none. Thread-safe.
 *
 * @param find finds the value of a key
 * @param load finds it or runs a loader, a {@code Function} of the key
 * @param operations all else, by name
 * @param nullKeys whether null is a key like any other, as a function's argument may be
 */
record CacheSeam(
        Function<@Nullable Object, @Nullable Object> find,
        BiFunction<@Nullable Object, Object, @Nullable Object> load,
        BiFunction<String, @Nullable Object[], @Nullable Object> operations,
        boolean nullKeys) {

    private static final long FOREVER = Long.MAX_VALUE / 2;

    /**
     * Opens a cache in an engine.
     *
     * @param settings as they cross
     * @param loader whose classes the values are of
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // as dev.memo.link.Service and dev.memo.cache.DirectCache say
    static CacheSeam open(
            BiFunction<String, Object[], Object> service,
            String name,
            Map<String, Object> settings,
            @Nullable ClassLoader loader) {
        Object[] parts = (Object[]) service.apply("cache", new Object[] {name, settings, loader});
        return new CacheSeam(
                (Function<@Nullable Object, @Nullable Object>) parts[0],
                (BiFunction<@Nullable Object, Object, @Nullable Object>) parts[1],
                (BiFunction<String, @Nullable Object[], @Nullable Object>) parts[2],
                settings.containsKey("memoized"));
    }

    /**
     * Returns what a memoized function asks for.
     *
     * @param pairs whether it is a function of two
     * @param async whether it returns before its value is there
     */
    static Map<String, Object> memoized(boolean pairs, boolean async) {
        return Map.of("memoized", true, "pairs", pairs, "async", async);
    }

    /** Returns settings as they cross, as {@code dev.memo.cache.CacheOptions} lists them. */
    static Map<String, Object> settings(String where, CacheSettings<?, ?> settings, Map<String, Object> kind) {
        Map<String, Object> crossing = new HashMap<>(kind);
        settings.values().forEach((setting, value) -> {
            if (value != null) {
                cross(crossing, setting, value);
            }
        });
        Removed removed = Removed.of(where, settings);
        if (removed != null) {
            crossing.put("listener", removed);
            crossing.put("closes", removed.closes());
        }
        BiFunction<String, @Nullable Object[], RuntimeException> refusals = CacheSeam::refusal;
        crossing.put("refusals", refusals);
        BiFunction<String, Object[], RuntimeException> failures = CacheSeam::failure;
        crossing.put("failures", failures);
        return crossing;
    }

    @Nullable
    Object call(String operation, @Nullable Object... arguments) {
        return operations.apply(operation, arguments);
    }

    /** Calls an operation that always answers. */
    Object called(String operation, @Nullable Object... arguments) {
        return Objects.requireNonNull(call(operation, arguments), operation);
    }

    /** Returns nanoseconds, 146 years of them at most. */
    static long nanos(Duration duration) {
        try {
            return Math.min(duration.toNanos(), FOREVER);
        } catch (ArithmeticException e) {
            return FOREVER;
        }
    }

    @SuppressWarnings("unchecked") // keys and values are those of the same cache
    private static void cross(Map<String, Object> crossing, String setting, Object value) {
        if (value instanceof Duration duration) {
            crossing.put(setting + "Nanos", nanos(duration));
            return;
        }
        switch (setting) {
            case "ttl per value" -> {
                Ttl<Object, Object> ttl = (Ttl<Object, Object>) value;
                BiFunction<Object, @Nullable Object, @Nullable Object> function = ttl::of;
                crossing.put("ttl", function);
            }
            case "weigher" -> {
                Weigher<Object, Object> weigher = (Weigher<Object, Object>) value;
                ToLongBiFunction<Object, @Nullable Object> function = weigher::weigh;
                crossing.put("weigher", function);
            }
            case "failures" ->
                crossing.put(
                        "keptFailures",
                        ((List<Class<?>>) value).stream().map(Class::getName).toList());
            case "storage" -> crossing.put(setting, ((Storage) value).name());
            case "barrier", "onTimeout", "onCycle" -> crossing.put(setting, ((Enum<?>) value).name());
            case "removalListener", "the listener's executor", "closeValues", "classLoader" -> {} // see Removed, Caches
            default -> crossing.put(setting, value);
        }
    }

    /** Makes what a wait ends with, as {@code dev.memo.region.WaitFailures} asks for it. */
    @SuppressWarnings("unchecked") // the engine sends what the constructors take
    private static RuntimeException failure(String kind, Object[] parts) {
        return switch (kind) {
            case "timeout" ->
                new MemoTimeoutException(
                        (String) parts[0], (String) parts[1], (Duration) parts[2], (Duration) parts[3]);
            case "loadTimeout" -> new MemoLoadTimeoutException((String) parts[0]);
            default -> new MemoCycleException((List<String>) parts[0]);
        };
    }

    private static RuntimeException refusal(String kind, @Nullable Object[] what) {
        String message = String.valueOf(what[0]);
        return switch (kind) {
            case "codec" -> new CodecException(message, (Throwable) what[1]);
            case "store" -> new StoreException(StoreException.Kind.UNREACHABLE, message);
            default -> new EntryTooLargeException(message);
        };
    }
}
