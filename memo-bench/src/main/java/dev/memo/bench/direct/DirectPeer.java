// SPDX-License-Identifier: Apache-2.0
package dev.memo.bench.direct;

import dev.memo.bench.data.Price;
import org.jspecify.annotations.Nullable;

/**
 * A cache that is called directly. In a JVM that is measured there is one subclass only, so that its calls are inlined.
 * Confined to one thread.
 */
public abstract class DirectPeer {
    /** How many entries there is room for, where none is to be evicted. */
    static final int ROOM = 20_000;

    /** Returns the value, or null. */
    public abstract @Nullable Price get(Long key);

    /** Keeps a value. */
    public abstract void put(Long key, Price value);

    /** Removes the value; returns whether there was one. */
    public abstract boolean remove(Long key);

    /** Puts all keys. */
    final void fill(DirectKeys keys) {
        for (Long key : keys.all()) {
            put(key, keys.price());
        }
    }
}
