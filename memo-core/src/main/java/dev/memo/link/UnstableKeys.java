// SPDX-License-Identifier: Apache-2.0
package dev.memo.link;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Says once of a cache that a value is kept in the heap only, as its key has no form for a store. Thread-safe. */
final class UnstableKeys {
    private final String where;
    private final AtomicBoolean told = new AtomicBoolean();

    UnstableKeys(String where) {
        this.where = where;
    }

    /** Shows the classes of a key's parts, and no value. */
    void tell(@Nullable Object[] parts) {
        if (told.compareAndSet(false, true)) {
            StringBuilder classes = new StringBuilder();
            for (Object part : parts) {
                classes.append(classes.isEmpty() ? "" : ", ")
                        .append(part == null ? "null" : part.getClass().getName());
            }
            System.getLogger("dev.memo")
                    .log(
                            Level.WARNING,
                            where + ": a key must be the same in every process to be stored, found one of " + classes
                                    + ". Its value is kept in the heap only, as are those of others like it. Use an enum, a"
                                    + " record of simple values, or a simple value.");
        }
    }
}
