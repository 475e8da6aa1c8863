// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * A value with tags, as it is kept: over once one of them was invalidated after its load had begun. Compared by identity;
 * immutable, and as the tags are not, what {@link #isOver} says may turn to true, and never back.
 */
final class Tagged {
    private final Object stored;
    private final TagCell[] tags;
    private final long stamp;

    Tagged(Object stored, TagCell[] tags, long stamp) {
        this.stored = stored;
        this.tags = tags;
        this.stamp = stamp;
    }

    /** Returns the value as it would be kept without tags. */
    Object stored() {
        return stored;
    }

    /** Returns whether one of its tags was invalidated. */
    boolean isOver() {
        for (TagCell tag : tags) {
            if (tag.invalidated() > stamp) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether what is kept has a tag that was invalidated. */
    static boolean isOver(@Nullable Object kept) {
        return kept instanceof Tagged tagged && tagged.isOver();
    }

    /** Returns the value as it would be kept without tags. */
    static @Nullable Object plain(@Nullable Object kept) {
        return kept instanceof Tagged tagged ? tagged.stored : kept;
    }
}
