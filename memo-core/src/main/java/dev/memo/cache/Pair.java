// SPDX-License-Identifier: Apache-2.0
package dev.memo.cache;

import dev.memo.key.Parts;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Both arguments of a memoized function of two, as a key; users see it as a list. Immutable. */
final class Pair {
    final @Nullable Object first;
    final @Nullable Object second;

    Pair(@Nullable Object first, @Nullable Object second) {
        this.first = first;
        this.second = second;
    }

    /** Returns the hash code that a pair of these has. */
    static int hash(@Nullable Object first, @Nullable Object second) {
        return Parts.upper(Parts.spread(Parts.sum(Parts.hash(first), Parts.hash(second))));
    }

    /** Returns whether this key, which is kept, is for these arguments. */
    boolean isOf(@Nullable Object otherFirst, @Nullable Object otherSecond) {
        return Parts.equal(first, otherFirst) && Parts.equal(second, otherSecond);
    }

    List<@Nullable Object> toList() {
        return Arrays.asList(first, second);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pair pair && isOf(pair.first, pair.second);
    }

    @Override
    public int hashCode() {
        return hash(first, second);
    }
}
