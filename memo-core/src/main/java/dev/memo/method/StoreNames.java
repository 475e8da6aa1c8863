// SPDX-License-Identifier: Apache-2.0
package dev.memo.method;

import java.util.regex.Pattern;

/** Names that a runtime's stores are known by, as methods, options and builders write them. Stateless and thread-safe. */
public final class StoreNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

    private StoreNames() {}

    /**
     * Returns the name of a store.
     *
     * @throws ValueException if it cannot be one: what an option is made of has no dots, and {@code none} means no store
     */
    public static String parse(String text) {
        if (!NAME.matcher(text).matches() || text.equals(StoredSettings.NO_STORE)) {
            throw new ValueException(
                    "the store",
                    "must be the name of a store, was \"" + text + "\"",
                    "Write letters, digits, - and _, up to 40, beginning with a letter, as in \"disk\"; a runtime says by"
                            + " store.disk=FILE which file that is.");
        }
        return text;
    }
}
