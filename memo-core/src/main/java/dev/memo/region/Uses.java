// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/**
 * How often nodes are used, where each use counts half as much after each half-life (LRFU, Lee et al., 2001).
 *
 * <p>Time is counted in misses, and a half-life is twenty times as many misses as there are entries. Guarded by the lock
 * of its order.
 */
final class Uses {
    static final int MOST = 15;

    private static final int HALF_LIFE = 20;
    private static final int MOST_CREDIT = 3;

    private float perMiss = 1;

    /** Sets the half-life for this many entries. */
    void life(int entries) {
        perMiss = 1f / (HALF_LIFE * Math.max(1, entries));
    }

    /** Adds the hits noted since the last time to the node's rate and its credit. */
    void settle(Node n) {
        int hits = n.hits;
        if (hits == 0) {
            return;
        }
        int stamp = n.lastMiss;
        n.hits = 0;
        n.rate = n.rate * left(stamp - n.settled) + hits;
        n.settled = stamp;
        n.credit = (byte) Math.min(MOST_CREDIT, n.credit + hits);
    }

    /** Returns the rate of a settled node at present. */
    float rate(Node n, int now) {
        return n.rate * left(now - n.settled);
    }

    /** Returns what is left of a use after some misses: straight lines between the powers of a half. */
    float left(int misses) {
        float lives = misses * perMiss;
        int whole = (int) lives;
        return whole > 60 ? 0 : (1 - (lives - whole) / 2) / (1L << whole);
    }
}
