// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.region.Scopes;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A supplier that is asked once, until its value ends. Thread-safe. */
record MemoizedSupplier(DirectCache cache, Supplier<@Nullable Object> original) implements Supplier<@Nullable Object> {
    /** The key of a function without arguments. */
    private static final List<Object> NONE = List.of();

    private static final long SPREAD = KeyEntry.spread(NONE);

    @Override
    public @Nullable Object get() {
        Object found = Scopes.detour() ? null : cache.findAt(SPREAD, NONE);
        return found != null
                ? DirectCache.unmasked(found)
                : cache.load(NONE, original, cache.again(a -> original.get()));
    }

    @Override
    public String toString() {
        return "memoized " + cache.options.name();
    }
}
