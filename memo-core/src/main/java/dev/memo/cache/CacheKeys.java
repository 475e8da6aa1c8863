// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.key.KeyMaker;
import dev.memo.region.Entry;
import dev.memo.region.KeyKeeper;
import java.lang.ref.ReferenceQueue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the keys of users into entries, and back into keys that users may change. Thread-safe. */
final class CacheKeys implements KeyKeeper {
    private static final ReferenceQueue<Object> NO_ORPHANS = new ReferenceQueue<>();

    private final String where;
    private final KeyMaker maker;
    private final boolean pairs;

    CacheKeys(CacheOptions options, KeyMaker maker) {
        this.where = "cache \"" + options.name() + "\"";
        this.maker = maker;
        this.pairs = options.pairs();
    }

    /** Returns an entry to look up a user's key with. Runs user code. */
    KeyEntry fresh(@Nullable Object key) {
        return KeyEntry.of(inward(key));
    }

    /** Returns the key as it is kept in entries. */
    @Nullable
    Object inward(@Nullable Object key) {
        return pairs && key instanceof List<?> list && list.size() == 2 ? new Pair(list.get(0), list.get(1)) : key;
    }

    /** Returns the entry's key for a user, who may change it without harm. Runs user code. */
    @Nullable
    Object outward(Entry e) {
        @Nullable Object[] parts = maker.snapshot(e.parts());
        return ((KeyEntry) e).key instanceof Pair ? Arrays.asList(parts) : parts[0];
    }

    /** Returns a user's key as arguments: the two of a pair, or itself. */
    @Nullable
    Object[] apart(@Nullable Object key) {
        return pairs && key instanceof List<?> list && list.size() == 2
                ? new Object[] {list.get(0), list.get(1)}
                : new Object[] {key};
    }

    /** Returns arguments as a user's key. */
    @Nullable
    Object joined(@Nullable Object[] arguments) {
        return arguments.length == 2 ? Arrays.asList(arguments) : arguments[0];
    }

    /** Returns copies that later changes do not reach, each of its argument's class or a kind of it; null if there are none. */
    @Nullable
    Object @Nullable [] copies(@Nullable Object[] arguments) {
        @Nullable Object[] copies = arguments.clone();
        for (int i = 0; i < copies.length; i++) {
            Object argument = arguments[i];
            copies[i] = argument == null ? null : maker.copyOf(argument, argument.getClass());
            if (copies[i] == KeyMaker.NO_COPY) {
                return null;
            }
        }
        return copies;
    }

    @Override
    public @Nullable Entry keep(Entry fresh, ReferenceQueue<Object> orphans) {
        return maker.keep(fresh, orphans);
    }

    /**
     * Returns an entry that may be kept. Runs user code.
     *
     * @throws IllegalArgumentException if the key could never be found again
     */
    Entry kept(@Nullable Object key) {
        Entry kept = maker.keep(fresh(key), NO_ORPHANS);
        if (kept == null) {
            throw new IllegalArgumentException(where
                    + ": a key must have an equality of its own, all the way down, found a key of "
                    + (key == null ? "null" : key.getClass().getName())
                    + ". Declare equals and hashCode in its class, or use another key.");
        }
        return kept;
    }
}
