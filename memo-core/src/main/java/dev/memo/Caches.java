// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import dev.memo.region.PolicyNames;
import dev.memo.spi.Stats;
import dev.memo.spi.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The caches and memoized functions of one runtime, by name, held until they are closed. The engine does not hold them: it
 * may outlive the application whose they are. Thread-safe.
 */
final class Caches {
    private final BiFunction<String, Object[], Object> service;
    private final Map<String, Opened> open = new ConcurrentHashMap<>();

    /** What was counted by caches that are closed. Guarded by this. */
    private final ClosedStats closed = new ClosedStats();

    Caches(BiFunction<String, Object[], Object> service) {
        this.service = service;
    }

    /** Returns the cache of the name, which is opened if there is none; see {@link Memo#cache}. */
    Cache<?, ?> cache(String name, CacheSettings<?, ?> settings, @Nullable ClassLoader caller) {
        return opened(name, new Wish(Wish.DIRECT, settings, null), caller).cache;
    }

    /** Returns the memoized function of the name, which is opened if there is none; see {@link Memo#memoize}. */
    Object memoized(String name, Wish wish, @Nullable ClassLoader caller) {
        return Objects.requireNonNull(opened(name, wish, caller).memoized);
    }

    /** Makes all memoized functions forget what they gave. */
    void invalidateFunctions() {
        for (Opened each : open.values()) {
            if (each.memoized != null) {
                clear(each.cache);
            }
        }
    }

    /** Makes what all memoized functions gave stale. */
    void outdateFunctions() {
        for (Opened each : open.values()) {
            if (each.memoized != null) {
                each.cache.invalidateAllSoftly();
            }
        }
    }

    /** Returns all of them, by name. */
    List<Cache<?, ?>> all() {
        List<Cache<?, ?>> all = new ArrayList<>();
        open.values().forEach(each -> all.add(each.cache));
        all.sort(Comparator.comparing(Cache::name));
        return all;
    }

    /** Returns what is being loaded into any of them. */
    List<OpenFlight> flights() {
        List<OpenFlight> flights = new ArrayList<>();
        for (Opened each : open.values()) {
            for (Object[] row : each.cache.flights()) {
                flights.add(OpenFlight.of(row));
            }
        }
        return flights;
    }

    /** Returns the sum over all, those included that were closed. */
    synchronized Stats stats() {
        Stats sum = closed.sum();
        for (Opened each : open.values()) {
            sum = sum.plus(each.cache.stats());
        }
        return sum;
    }

    /** Makes all count from zero again. */
    synchronized void resetStats() {
        closed.reset();
        open.values().forEach(each -> each.cache.resetStats());
    }

    @SuppressWarnings("unchecked") // as dev.memo.region.Remains says
    private synchronized void close(String name, Opened opened) {
        if (open.remove(name, opened)) {
            closed.add((Supplier<Object[]>) opened.seam.called("remains"));
        }
    }

    private static void clear(Cache<?, ?> cache) {
        try {
            cache.clear();
        } catch (IllegalStateException | StoreException e) {
            assert e.getMessage() != null : "it was closed just now, and so is empty; or its store says what is wrong";
        }
    }

    private Opened opened(String name, Wish wish, @Nullable ClassLoader loader) {
        boolean named = CacheProblems.isName(name);
        String where = "memo." + wish.call() + (named ? "(\"" + name + "\")" : "");
        Opened known = named && wish.isComplete() ? open.get(name) : null;
        if (known == null) {
            Opened fresh = open(where, name, wish, loader);
            known = open.putIfAbsent(name, fresh);
            known = known == null ? fresh : known;
        }
        if (!known.wish.equals(wish)) {
            throw new MemoConfigurationException(
                    where + ": a name stands for one cache, this one " + known.wish.difference(wish));
        }
        return known;
    }

    private Opened open(String where, String name, Wish wish, @Nullable ClassLoader loader) {
        CacheSettings<?, ?> settings = wish.settings;
        CacheProblems.check(where, name, policies(), wish);
        Object own = settings.values().get("classLoader");
        CacheSeam seam = CacheSeam.open(
                service,
                name,
                CacheSeam.settings("cache \"" + name + "\"", settings, wish.kindSettings()),
                own == null ? loader : (ClassLoader) own);
        boolean cacheNull = !Boolean.FALSE.equals(settings.values().get("cacheNull"));
        AtomicReference<Opened> self = new AtomicReference<>();
        Cache<?, ?> cache = new Cache<>(name, seam, cacheNull, () -> close(name, Objects.requireNonNull(self.get())));
        Object function = wish.function == null ? null : seam.called("memoize", wish.kind, wish.function);
        Opened opened = new Opened(wish, cache, seam, function);
        self.set(opened);
        return opened;
    }

    private PolicyNames policies() {
        return PolicyNames.with(List.of((String[]) service.apply("policies", new Object[0])));
    }

    /**
     * What was asked for under a name. Immutable.
     *
     * @param kind {@code cache}, or which kind of function
     * @param function the original, null for a cache
     */
    record Wish(
            String kind,
            CacheSettings<?, ?> settings,
            @Nullable Object function) {
        /** The kind of what is no function. */
        static final String DIRECT = "cache";

        /** The kind of functions that take many keys at once. */
        static final String MANY = "function of many keys";

        Map<String, Object> kindSettings() {
            if (function == null) {
                return Map.of();
            }
            return CacheSeam.memoized(kind.endsWith("bifunction"), isAsync());
        }

        /** Returns whether it is a function that returns before its value is there. */
        boolean isAsync() {
            return kind.startsWith("async ");
        }

        /** Returns whether it is a function that takes many keys at once. */
        boolean isOfMany() {
            return kind.equals(MANY);
        }

        /** Returns whether it is a cache that is called directly. */
        boolean isDirect() {
            return kind.equals(DIRECT);
        }

        /** Returns whether nothing is null that must not be. */
        boolean isComplete() {
            return settings != null && (isDirect() || function != null);
        }

        /** Returns the name of the method that was called for it. */
        String call() {
            return isDirect() ? "cache" : "memoize" + (isAsync() ? "Async" : isOfMany() ? "Each" : "");
        }

        /** Says why another wish cannot have what this one has, and what to do. */
        String difference(Wish other) {
            if (isDirect() != other.isDirect()) {
                return "belongs to a " + (isDirect() ? "direct cache" : "memoized function")
                        + ". Take another name, or close the first.";
            }
            String same = sameFunction(other) ? "settings" : "function";
            return "was given to a " + kind + " with " + (sameFunction(other) ? "other settings" : "another function")
                    + " before. Use the same " + same + ", another name, or close the first.";
        }

        private boolean sameFunction(Wish other) {
            return kind.equals(other.kind) && function == other.function;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Wish wish && sameFunction(wish) && settings.equals(wish.settings);
        }

        @Override
        public int hashCode() {
            return settings.hashCode();
        }
    }

    /** What a name stands for. Known by identity; immutable. */
    private static final class Opened {
        final Wish wish;
        final Cache<?, ?> cache;
        final CacheSeam seam;
        final @Nullable Object memoized;

        Opened(Wish wish, Cache<?, ?> cache, CacheSeam seam, @Nullable Object memoized) {
            this.wish = wish;
            this.cache = cache;
            this.seam = seam;
            this.memoized = memoized;
        }
    }
}
