// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flights of one region that are under way, the newest first: their order is what makes one token newer than another.
 *
 * <p>Guarded by the budget's lock.
 */
final class OpenFlights {
    private @Nullable Flight newest;

    void add(Flight flight) {
        flight.older = newest;
        if (newest != null) {
            newest.newer = flight;
        }
        newest = flight;
        flight.listed = true;
    }

    /** Takes out a flight; returns whether it was in. */
    boolean remove(Flight flight) {
        if (!flight.listed) {
            return false;
        }
        Flight newer = flight.newer;
        Flight older = flight.older;
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
        if (older != null) {
            older.newer = newer;
        }
        flight.newer = null;
        flight.older = null;
        flight.listed = false;
        return true;
    }

    /** Returns the flights for the same entry that were opened before this one. */
    List<Flight> olderThan(Flight flight) {
        List<Flight> found = new ArrayList<>();
        for (Flight f = flight.older; f != null; f = f.older) {
            if (f.entry == flight.entry) {
                found.add(f);
            }
        }
        return found;
    }

    List<Flight> all() {
        List<Flight> found = new ArrayList<>();
        for (Flight f = newest; f != null; f = f.older) {
            found.add(f);
        }
        return found;
    }
}
