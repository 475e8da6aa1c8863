// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A function of many keys that is asked once for each key, until its value ends. Thread-safe. */
record MemoizedMany(DirectCache cache, Function<@Nullable List<@Nullable Object>, @Nullable Map<?, ?>> original)
        implements Function<@Nullable Iterable<?>, @Nullable Map<?, ?>> {

    @Override
    public @Nullable Map<?, ?> apply(@Nullable Iterable<?> keys) {
        if (keys == null) {
            return original.apply(null);
        }
        List<@Nullable Object> asked = new ArrayList<>();
        keys.forEach(asked::add);
        String what = "memo.memoizeEach(\"" + cache.options.name() + "\")";
        return new ManyLoads(cache, what, original).called(asked);
    }

    @Override
    public String toString() {
        return "memoized " + cache.options.name();
    }
}
