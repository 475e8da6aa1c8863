// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.List;

/**
 * What a region was told about values that age: how long stale ones may serve, when they are renewed, how long a load may
 * take, and which values live for another time than the others. Immutable.
 *
 * @param keepNanos how long after its write a value may be served while it is loaded anew, or when that does not work; 0
 *     for no longer than its ttl
 * @param retryNanos how long after a reload that failed nobody tries again
 * @param refreshNanos at which age a value is loaded anew in the background, 0 for never
 * @param early how much load times count in the chance of an early reload, 0 for none
 * @param patience how long a load may take
 * @param lives which values live for another time
 */
public record Freshness(
        long keepNanos, long retryNanos, long refreshNanos, double early, Patience patience, Lives lives) {
    /** What {@code retryNanos} is where nobody says: a second. */
    public static final long RETRY_NANOS = 1_000_000_000;

    /** Values that are served until they end, and then no more. */
    public static final Freshness NONE =
            new Freshness(0, RETRY_NANOS, 0, 0, new Patience(0, 0), new Lives("", 0, 0, List.of(), 0));

    /** Returns whether originals are run in the background, so that all their arguments have to be at hand there. */
    public boolean inBackground() {
        return refreshNanos > 0 || patience.softNanos > 0 || patience.hardNanos > 0;
    }

    /** Returns whether a load that throws may give its caller an older value. */
    public boolean recovers() {
        return keepNanos > 0 || early > 0;
    }

    /** Returns whether values need attention before they end. */
    boolean ages() {
        return keepNanos > 0 || refreshNanos > 0 || early > 0;
    }

    /**
     * How long callers wait for a load. Immutable.
     *
     * @param softNanos until a caller gets the stale value that there is, 0 for as long as the load takes
     * @param hardNanos until a load is given up, 0 for never
     */
    public record Patience(long softNanos, long hardNanos) {}

    /**
     * Which values live for another time than the region's ttl. Immutable.
     *
     * @param from the name of an accessor of the value that says how long, empty for none
     * @param nullNanos for null, 0 for the ttl
     * @param emptyNanos for empty optionals, collections, maps and arrays, 0 for the ttl
     * @param failures the binary names of the exception classes that are kept, too
     * @param failureNanos for how long they are
     */
    public record Lives(String from, long nullNanos, long emptyNanos, List<String> failures, long failureNanos) {
        /** Copies the list. */
        public Lives {
            failures = List.copyOf(failures);
        }
    }
}
