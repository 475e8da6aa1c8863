// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/** What must be under a key for a write to go ahead. Asked under the lock, so it runs no code of the user's. Stateless. */
@FunctionalInterface
public interface Condition {
    /** Whatever there is. */
    Condition ALWAYS = there -> true;

    /** Nothing that may be served. */
    Condition ABSENT = there -> there == null;

    /** Something that may be served. */
    Condition PRESENT = there -> there != null;

    /** Nothing that may be served, but for a null. */
    Condition VACANT = there -> there == null || isNull(there);

    /**
     * Returns whether the write may go ahead.
     *
     * @param there what may be served now: an {@link Entry} of the heap's, or a {@link StoredOnly}; null for nothing
     */
    boolean allows(@Nullable Object there);

    /** Returns the condition that this very entry or stored value, and so its value, is there still. */
    static Condition same(Object expected) {
        return there -> expected.equals(there);
    }

    private static boolean isNull(Object there) {
        Object value = there instanceof StoredOnly only ? only.value() : Tagged.plain(((Entry) there).value);
        return value == Values.NULL;
    }
}
