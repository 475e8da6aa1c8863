// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.key.Parts;
import dev.memo.region.Entry;
import dev.memo.region.StampedEntry;
import org.jspecify.annotations.Nullable;

/** An entry of a direct cache or a memoized function: its key is one object. As thread-safe as any entry. */
final class KeyEntry extends StampedEntry {
    final @Nullable Object key;

    /** Creates an entry of a key that was spread, as {@link #spread(Object)} does. */
    KeyEntry(long spread, @Nullable Object key) {
        super(spread);
        this.key = key;
    }

    /** Returns an entry to look up a key with. Runs user code. */
    static KeyEntry of(@Nullable Object key) {
        return new KeyEntry(spread(key), key);
    }

    /** Returns the hash code of a key, spread. Runs user code. */
    static long spread(@Nullable Object key) {
        return Parts.spread(Parts.hash(key));
    }

    /** Returns the same for a key of two parts. Runs user code. */
    static long spread(@Nullable Object first, @Nullable Object second) {
        return Parts.spread(Pair.hash(first, second));
    }

    @Override
    public boolean sameKey(Entry fresh) {
        return Parts.equal(key, ((KeyEntry) fresh).key);
    }

    @Override
    public @Nullable Object[] parts() {
        return key instanceof Pair pair ? new Object[] {pair.first, pair.second} : new Object[] {key};
    }

    @Override
    public Entry withParts(@Nullable Object[] parts) {
        return new KeyEntry(spread, parts.length == 2 ? new Pair(parts[0], parts[1]) : parts[0]);
    }
}
