// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.OnCycle;
import dev.memo.annotation.OnTimeout;

/**
 * How callers of one region wait for one another's loads. Immutable.
 *
 * @param maxWaitNanos how long a caller waits at most, 0 for as long as the load lasts
 * @param onTimeout what it gets then
 * @param onCycle what it gets whose wait would never end
 * @param deadlineNanos how long a load may keep others waiting, 0 for no end
 */
public record Waiting(long maxWaitNanos, OnTimeout onTimeout, OnCycle onCycle, long deadlineNanos) {
    /** As long as the load lasts, and through if that would be for ever. */
    public static final Waiting DEFAULT = new Waiting(0, OnTimeout.RUN, OnCycle.RUN, 0);
}
