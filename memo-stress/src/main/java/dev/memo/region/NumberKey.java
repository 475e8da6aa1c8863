// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry whose key is a number, as a generated one would be; all lie in one bucket. As thread-safe as any entry.
 */
final class NumberKey extends StampedEntry {
    private static final long SPREAD = 7;

    private final int number;

    NumberKey(int number) {
        super(SPREAD);
        this.number = number;
    }

    @Override
    public boolean sameKey(Entry fresh) {
        return ((NumberKey) fresh).number == number;
    }

    @Override
    public @Nullable Object[] parts() {
        return new Object[] {number};
    }

    @Override
    public Entry withParts(@Nullable Object[] parts) {
        return new NumberKey((int) Objects.requireNonNull(parts[0]));
    }
}
