// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * What a region was told about the memoized calls that its originals make in turn. Immutable.
 *
 * @param ttl whether a value is fresh no longer than what it was computed from
 * @param dependencies whether a value is over once something that it was computed from was invalidated or replaced
 */
public record Nested(boolean ttl, boolean dependencies) {
    /** Values are fresh no longer than what they were computed from, and otherwise their own. */
    public static final Nested DEFAULT = new Nested(true, false);
}
