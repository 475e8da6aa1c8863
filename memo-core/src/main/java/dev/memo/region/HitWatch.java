// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.System.Logger.Level;

/**
 * Notices a method whose results nobody asks for again, and says so once.
 *
 * <p>Thread-safe: a count that is lost between threads delays the report by a load.
 */
final class HitWatch {
    private static final int CALLS = 10_000;

    private final String name;
    private final HitCounter hits;
    private final boolean counting;
    private int misses;

    HitWatch(String name, HitCounter hits, boolean counting) {
        this.counting = counting;
        this.name = name;
        this.hits = hits;
    }

    /** Takes note of a call that was not a hit. */
    void missed() {
        if (++misses == CALLS && counting && hits.sum() == 0) {
            System.getLogger("dev.memo")
                    .log(
                            Level.WARNING,
                            name + ": no result was asked for again so far, found 0 hits in its first " + CALLS
                                    + " calls. Leave out the arguments"
                                    + " that differ on every call (@KeyIgnore), give their classes equals and hashCode, or"
                                    + " remove @Cached.");
        }
    }
}
