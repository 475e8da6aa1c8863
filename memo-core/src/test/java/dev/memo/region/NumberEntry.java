// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/** An entry whose key is a number, as a generated one would be. As thread-safe as any entry. */
final class NumberEntry extends StampedEntry {
    private final int number;

    NumberEntry(int hash, int number) {
        super((long) hash << Integer.SIZE);
        this.number = number;
    }

    @Override
    public boolean sameKey(Entry fresh) {
        return ((NumberEntry) fresh).number == number;
    }

    @Override
    public @Nullable Object[] parts() {
        return new Object[] {number};
    }

    @Override
    public Entry withParts(@Nullable Object[] parts) {
        return new NumberEntry(hash(), (int) java.util.Objects.requireNonNull(parts[0]));
    }
}
