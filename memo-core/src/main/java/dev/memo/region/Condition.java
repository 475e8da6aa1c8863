// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/** What must be under a key for a write to go ahead. Asked under the lock, so it runs no code of the user's. Stateless. */
@FunctionalInterface
public interface Condition {
    /** Whatever there is. */
    Condition ALWAYS = live -> true;

    /** Nothing that may be served. */
    Condition ABSENT = live -> live == null;

    /** Something that may be served. */
    Condition PRESENT = live -> live != null;

    /** Nothing that may be served, but for a null. */
    Condition VACANT = live -> live == null || Tagged.plain(live.value) == Values.NULL;

    /** Returns whether the write may go ahead, given what may be served now. */
    boolean allows(@Nullable Entry live);

    /** Returns the condition that this very entry, and so its value, is there still. */
    static Condition same(Entry expected) {
        return live -> live == expected;
    }
}
