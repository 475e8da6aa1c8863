// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds out whether a method's original gets answers from Memo while it runs: then its loads look cheap only because
 * other results are kept, its own perhaps, as in a recursion.
 *
 * <p>Asked for a stretch of loads: each of the first ones, then some. Thread-safe.
 */
final class Nesting {
    private static final int ALL_OF = 256;
    private static final int THEN_EVERY = 7;
    private static final int ENOUGH = 64;

    private final ThreadHits hits;
    private final AtomicInteger landed = new AtomicInteger();
    private volatile boolean asking;
    private volatile boolean seen;

    Nesting(ThreadHits hits) {
        this.hits = hits;
    }

    /** Begins to ask, anew. */
    void ask() {
        landed.set(0);
        seen = false;
        asking = true;
    }

    /** Asks no more, and forgets what was seen. */
    void stop() {
        asking = false;
        landed.set(0);
    }

    /** Whether enough loads were asked and none of them had a hit. */
    boolean isRuledOut() {
        return asking && !seen && landed.get() >= ENOUGH;
    }

    /** Notes a load that is about to begin, on the thread that will run it. */
    void takesOff(Flight flight) {
        if (asking && !seen && (landed.get() < ALL_OF || landed.get() % THEN_EVERY == 0)) {
            flight.hitsBefore = hits.sum();
        }
    }

    /** Notes that it has ended, on the same thread. */
    void landed(Flight flight) {
        if (asking) {
            landed.incrementAndGet();
            if (flight.hitsBefore != Flight.NOT_ASKED && hits.sum() != flight.hitsBefore) {
                seen = true;
            }
        }
    }
}
