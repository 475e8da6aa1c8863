// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

/**
 * What a caller gets whose wait would never end, as whoever it would wait for waits for it, directly or through others. A
 * method that calls itself with equal arguments waits for nobody: it just runs. Immutable.
 */
public enum OnCycle {
    /** It runs the method itself, as without Memo; its result is not kept. The default. */
    RUN,
    /** A {@link MemoCycleException}. */
    FAIL
}
