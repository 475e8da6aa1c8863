// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.List;

/**
 * How a method's values are kept in a store, beside the heap. Immutable.
 *
 * @param store the name that the runtime has the store under, empty for none; then all others are the defaults
 * @param version what stored values are good for, in the user's words; empty if there is none
 * @param code whether values are not served that other code has stored
 * @param codePackages the packages whose methods count as code where they are called
 * @param allow the classes that stored values may be made of beside those known, as {@code dev.memo.codec.AllowPattern}
 *     has them
 * @param maxHeapBytes how large a value may be to be kept in the heap, 0 for no limit of its own
 */
public record Stored(
        String store, String version, boolean code, List<String> codePackages, List<String> allow, long maxHeapBytes) {
    /** In the heap only. */
    public static final Stored NONE = new Stored("", "", true, List.of(), List.of(), 0);

    /** Copies the lists. */
    public Stored {
        codePackages = List.copyOf(codePackages);
        allow = List.copyOf(allow);
    }

    /** Returns whether there is a store at all. */
    public boolean isStored() {
        return !store.isEmpty();
    }
}
