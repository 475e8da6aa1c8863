// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.time.Duration;

/**
 * One load that was under way when {@link Memo#flights} was asked: of what, by whom, for how long, and how many wait for it.
 * Arguments are not shown, as they may be secrets. Immutable.
 *
 * @param method the name in reports of the method, cache or memoized function
 * @param leader the name of the thread that loads
 * @param age how long it has been loading, by the runtime's clock; zero if it is about to, as behind a barrier per method
 * @param waiters how many callers wait for it
 */
public record OpenFlight(String method, String leader, Duration age, int waiters) {
    static OpenFlight of(Object[] row) {
        return new OpenFlight((String) row[0], (String) row[1], Duration.ofNanos((Long) row[2]), (Integer) row[3]);
    }
}
