// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.region.Scopes;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A function of two that is asked once for each pair of arguments, until its value ends. Thread-safe. */
record MemoizedBiFunction(DirectCache cache, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> original)
        implements BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> {

    @Override
    public @Nullable Object apply(@Nullable Object first, @Nullable Object second) {
        Object found;
        try {
            found = Scopes.detour() ? null : cache.find(first, second);
        } catch (Throwable cause) { // of an argument's own hashCode or equals
            cache.bypass(cause);
            return original.apply(first, second);
        }
        return found != null
                ? DirectCache.unmasked(found)
                : cache.load(
                        new Pair(first, second),
                        () -> original.apply(first, second),
                        cache.again(a -> original.apply(a[0], a[1]), first, second));
    }

    @Override
    public String toString() {
        return "memoized " + cache.options.name();
    }
}
