// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.StoreValue;
import org.jspecify.annotations.Nullable;

/**
 * A value that a region's store has, and that may be served, while its heap has none. Equal to another that was read of the
 * same value. Immutable, but for the value.
 */
public final class StoredOnly {
    private final Entry key;
    private final StoreValue stored;
    private final Object value;
    private final long leftNanos;

    StoredOnly(Entry key, StoreValue stored, Object value, long leftNanos) {
        this.key = key;
        this.stored = stored;
        this.value = value;
        this.leftNanos = leftNanos;
    }

    /** Returns an entry with the key, which is in no table. */
    public Entry key() {
        return key;
    }

    /** Returns the value, {@code void.class} for null. */
    public Object value() {
        return value;
    }

    /** Returns how long it will be fresh yet if nobody reads it; {@link Long#MAX_VALUE} for no end. */
    public long leftNanos() {
        return leftNanos;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredOnly only && stored.equals(only.stored);
    }

    @Override
    public int hashCode() {
        return stored.hashCode();
    }
}
