// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * What a region has beside its heap: what a snapshot has brought, and a store. A miss looks there, in this order; an
 * invalidation is told there before the heap forgets and once more after, as {@link Invalidating} says. Stateless.
 */
final class Beside {
    private Beside() {}

    /** Returns what is there for the flight, which has landed then; null if there is nothing. */
    static @Nullable Object serve(Region region, Flight flight) {
        Restored restored = flight.renewal != null ? null : region.restored;
        Object found = restored == null ? null : restored.serve(flight);
        RegionStore store = found != null || flight.renewal != null ? null : region.store;
        return store == null ? found : store.serve(flight);
    }

    /** Has what is there under a key removed, before the heap forgets it. */
    static void forget(Region region, Entry fresh) {
        long unused = dropped(region, fresh);
    }

    /** Has what is there under a key removed once more, when the heap has forgotten it; returns what {@link #settle} wants. */
    static long forgetAgain(Region region, Entry fresh) {
        return dropped(region, fresh);
    }

    /** Waits for a store that is written through until it has made the change of this number. No lock may be held. */
    static void settle(Region region, long number) {
        boolean unused = region.store == null || region.store.settled(number);
    }

    private static long dropped(Region region, Entry fresh) {
        region.tier.shelf.invalidates();
        forgetRestored(region, fresh);
        return region.store == null ? 0 : region.store.forget(fresh);
    }

    /** Drops what a snapshot has for a key that is to be loaded: what comes of that is newer. */
    static void forgetRestored(Region region, Entry e) {
        Restored restored = region.restored;
        if (restored != null) {
            restored.forget(e);
        }
    }

    /** Has all that is there removed, before the heap forgets it. */
    static void forgetAll(Region region) {
        long unused = droppedAll(region);
    }

    /** Has all that is there removed once more, when the heap has forgotten it; returns what {@link #settle} wants. */
    static long forgetAllAgain(Region region) {
        return droppedAll(region);
    }

    private static long droppedAll(Region region) {
        region.tier.shelf.invalidates();
        Restored restored = region.restored;
        if (restored != null) {
            int unused = restored.forgetAll();
        }
        return region.store == null ? 0 : region.store.forgetAll();
    }
}
