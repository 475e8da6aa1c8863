// SPDX-License-Identifier: Apache-2.0
package dev.memo.annotation;

/** What a {@link Cached} method admits one load per, when many callers miss at once. Immutable. */
public enum Barrier {
    /** One load per key: callers with equal arguments wait for the first, others load in parallel. The default. */
    KEY,
    /**
     * One load per method: at most one load of the method runs at a time, whatever its arguments. Refused for a method that
     * returns a stage, whose callers never wait.
     */
    METHOD,
    /** No barrier: every caller that misses loads. */
    NONE
}
