// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.key.Parts;
import org.jspecify.annotations.Nullable;

/** An entry with one part, as a probe would make it. As thread-safe as its base. */
final class TextKey extends StampedEntry {
    final Object part;

    TextKey(Object part) {
        super(Parts.spread(part.hashCode()));
        this.part = part;
    }

    private TextKey(long spread, Object part) {
        super(spread);
        this.part = part;
    }

    @Override
    public boolean sameKey(Entry fresh) {
        Object other = ((TextKey) fresh).part;
        return part instanceof WeakPart weak ? weak.refersTo(other) : part.equals(other);
    }

    @Override
    public @Nullable Object[] parts() {
        return new Object[] {part};
    }

    @Override
    public Entry withParts(@Nullable Object[] parts) {
        return new TextKey(spread, java.util.Objects.requireNonNull(parts[0]));
    }
}
