// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.region.Entry;
import dev.memo.region.RemovalHook;
import dev.memo.spi.RemovalCause;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a cache's listener what has left, in types of the JDK's.
 *
 * <p>Thread-safe. Runs user code; the budget sees to it that no lock is held.
 */
final class Told implements RemovalHook {
    private final CacheKeys keys;
    private final Consumer<@Nullable Object[]> listener;
    private @Nullable Function<Object, @Nullable Object> opener;

    Told(CacheKeys keys, Consumer<@Nullable Object[]> listener) {
        this.keys = keys;
        this.listener = listener;
    }

    /** Says how values are read, once, before the first entry comes in. */
    void openWith(Function<Object, @Nullable Object> reads) {
        opener = reads;
    }

    @Override
    public void removed(Entry entry, Object stored, RemovalCause cause) {
        Object value = opener == null ? null : opener.apply(stored);
        listener.accept(new Object[] {keys.outward(entry), DirectCache.unmasked(value), cause.name()});
    }
}
