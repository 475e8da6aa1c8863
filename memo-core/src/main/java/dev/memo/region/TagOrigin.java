// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * The tags of a value that another one was computed from: over once one of them was invalidated, softly or not. Thread-safe.
 *
 * @param tags at least one
 * @param stamp the count of {@link Tags} before the load of the value began
 */
@SuppressWarnings("ArrayRecordComponent") // two with the same array are the same, and it never leaves this package
record TagOrigin(TagCell[] tags, long stamp) implements Origin {
    @Override
    public boolean isOver() {
        for (TagCell tag : tags) {
            if (tag.invalidated() > stamp || tag.outdated() > stamp) {
                return true;
            }
        }
        return false;
    }

    /** Returns what is over once any tag was invalidated. */
    Origin any() {
        Tags all = tags[0].tags;
        return new Any(all, all.now());
    }

    /** All tags of a runtime. Thread-safe. */
    private record Any(Tags all, long stamp) implements Origin {
        @Override
        public boolean isOver() {
            return all.now() > stamp;
        }
    }
}
