// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.region.Scopes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A function that is asked once for each argument, until its value ends. Thread-safe. */
record MemoizedFunction(DirectCache cache, Function<@Nullable Object, @Nullable Object> original)
        implements Function<@Nullable Object, @Nullable Object> {

    @Override
    public @Nullable Object apply(@Nullable Object argument) {
        Object found;
        try {
            found = Scopes.detour() ? null : cache.find(argument);
        } catch (Throwable cause) { // of the argument's own hashCode or equals
            cache.bypass(cause);
            return original.apply(argument);
        }
        return found != null
                ? DirectCache.unmasked(found)
                : cache.load(
                        argument, () -> original.apply(argument), cache.again(a -> original.apply(a[0]), argument));
    }

    @Override
    public String toString() {
        return "memoized " + cache.options.name();
    }
}
