// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

/** What a caller gets whose wait for another's load was not over in time ({@link Cached#maxWait}). Immutable. */
public enum OnTimeout {
    /** It runs the method itself; its result is kept, unless a load that began later has landed before. The default. */
    RUN,
    /** The last value, where one is kept past its ttl; else as {@link #RUN}. */
    STALE,
    /** A {@link MemoTimeoutException}. */
    FAIL
}
