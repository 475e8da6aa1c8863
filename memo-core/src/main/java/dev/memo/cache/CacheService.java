// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.region.LoadUnderWay;
import dev.memo.region.Remains;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one cache does for a facade that may come from another class loader, by name: {@code memoize} of a kind and a
 * function, {@code loadAll} of a list of keys and a function from lists to maps, {@code stats} as an array of numbers, {@code resetStats},
 * {@code remains} as {@link Remains} gives them, {@code flights} as {@code dev.memo.link.Service} has them, and the tables
 * of {@link CacheQueries} and {@link CacheChanges}. Thread-safe.
 */
final class CacheService implements BiFunction<String, @Nullable Object[], @Nullable Object> {
    private final DirectCache cache;
    private final CacheQueries queries;
    private final CacheChanges changes;

    CacheService(DirectCache cache) {
        this.cache = cache;
        this.queries = new CacheQueries(cache);
        this.changes = new CacheChanges(cache);
    }

    @Override
    public @Nullable Object apply(String operation, @Nullable Object[] arguments) {
        switch (operation) {
            case "memoize" -> {
                return memoized((String) arguments[0], arguments[1]);
            }
            case "loadAll" -> {
                return loadAll(arguments);
            }
            case "stats" -> {
                return cache.region.stats().toArray();
            }
            case "remains" -> {
                return new Remains(cache.region);
            }
            case "flights" -> {
                return flights();
            }
            case "resetStats" -> {
                cache.region.resetStats();
                return null;
            }
            default -> {
                return changes.has(operation)
                        ? changes.apply(operation, arguments)
                        : queries.apply(operation, arguments);
            }
        }
    }

    private Object[][] flights() {
        return cache.region.loadsUnderWay().stream().map(LoadUnderWay::toArray).toArray(Object[][]::new);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the facade sends a list and a function of such
    private Object loadAll(@Nullable Object[] arguments) {
        String call = "cache \"" + cache.options.name() + "\".getAll";
        return new ManyLoads(
                        cache, call, (Function<@Nullable List<@Nullable Object>, @Nullable Map<?, ?>>) arguments[1])
                .of((List<?>) arguments[0]);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the facade sends a function of that kind
    private Object memoized(@Nullable String kind, @Nullable Object function) {
        AsyncCalls calls = new AsyncCalls(cache);
        return switch (kind) {
            case "async supplier" -> calls.supplier((Supplier<@Nullable Object>) function);
            case "async function" -> calls.function((Function<@Nullable Object, @Nullable Object>) function);
            case "async bifunction" ->
                calls.function((BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) function);
            case "function of many keys" ->
                new MemoizedMany(cache, (Function<@Nullable List<@Nullable Object>, @Nullable Map<?, ?>>) function);
            case "supplier" -> new MemoizedSupplier(cache, (Supplier<@Nullable Object>) function);
            case "function" -> new MemoizedFunction(cache, (Function<@Nullable Object, @Nullable Object>) function);
            case "bifunction" ->
                new MemoizedBiFunction(
                        cache, (BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) function);
            default -> throw new UnsupportedOperationException(kind);
        };
    }
}
