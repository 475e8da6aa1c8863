// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

/** A load of key 1 that is under way and will land with 1, while something else happens to its key. Thread-safe. */
final class LateFlight {
    final SmallRegion region = SmallRegion.limited("lru", 0);
    private final Flight flight = region.begin(1);

    void land() {
        flight.accept(new Twins(1), null);
    }

    /** Takes the barrier from it, as one who waits too long does; returns whether it had it. */
    boolean loseBarrier() {
        return region.takeBarrier(flight);
    }

    /** Returns the number of what a hit is served, or nothing. */
    int hit() {
        return region.hit(1);
    }
}
