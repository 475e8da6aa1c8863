// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.region.Entry;
import dev.memo.region.Tagger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Asks a cache's function of tags. Thread-safe. Runs user code. */
final class UserTagger implements Tagger {
    private final String name;
    private final CacheKeys keys;
    private final BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> tags;

    private UserTagger(
            String name, CacheKeys keys, BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> tags) {
        this.name = name;
        this.keys = keys;
        this.tags = tags;
    }

    /** Returns what asks the user's function, or null if there is none. */
    static @Nullable UserTagger of(CacheOptions options, CacheKeys keys) {
        return options.tags() == null ? null : new UserTagger(options.name(), keys, options.tags());
    }

    @Override
    public Collection<String> tags(Entry e, @Nullable Object value) {
        Object given = tags.apply(keys.outward(e), value);
        if (given == null) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        for (Object each : (Collection<?>) given) {
            if (!(each instanceof String tag)) {
                throw new IllegalArgumentException("cache \"" + name + "\": a tag must be a text, the function gave "
                        + (each == null ? "null" : "one of " + each.getClass().getName()) + ". Correct the function.");
            }
            all.add(tag);
        }
        return all;
    }
}
