// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.key.Parts;
import dev.memo.region.Entry;
import dev.memo.region.StampedEntry;
import org.jspecify.annotations.Nullable;

/** An entry of a direct cache or a memoized function: its key is one object. As thread-safe as any entry. */
final class KeyEntry extends StampedEntry {
    final @Nullable Object key;

    /** Creates an entry with the key's hash, as {@link #hash} has it. */
    KeyEntry(int hash, @Nullable Object key) {
        super(hash);
        this.key = key;
    }

    /** Returns an entry to look up a key with. Runs user code. */
    static KeyEntry of(@Nullable Object key) {
        return new KeyEntry(hash(key), key);
    }

    /** Returns the hash of a key. Runs user code. */
    static int hash(@Nullable Object key) {
        return Parts.upper(Parts.spread(Parts.hash(key)));
    }

    /** Returns the hash of a key of two parts. Runs user code. */
    static int hash(@Nullable Object first, @Nullable Object second) {
        return Parts.upper(Parts.spread(Pair.hash(first, second)));
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
        return new KeyEntry(hash, parts.length == 2 ? new Pair(parts[0], parts[1]) : parts[0]);
    }
}
