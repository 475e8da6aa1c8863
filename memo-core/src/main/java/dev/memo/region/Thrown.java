// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * Kept in the place of a value: what the original threw, to be thrown again, the same object. Immutable.
 *
 * @param failure what it threw
 */
record Thrown(Throwable failure) {
    /** What an exception with its stack trace is reckoned to take. */
    static final int BYTES = 1024;
}
