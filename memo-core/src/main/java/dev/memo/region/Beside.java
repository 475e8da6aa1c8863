// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * What a region has beside its heap: what a snapshot has brought, and a store. A miss looks there, in this order; an
 * invalidation is told there before the heap forgets and once more after, as {@link RegionStore} says. Stateless.
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

    /** Has what is there under a key removed. */
    static void forget(Region region, Entry fresh) {
        region.tier.shelf.invalidates();
        forgetRestored(region, fresh);
        RegionStore.forget(region.store, fresh);
    }

    /** Drops what a snapshot has for a key that is to be loaded: what comes of that is newer. */
    static void forgetRestored(Region region, Entry e) {
        Restored restored = region.restored;
        if (restored != null) {
            restored.forget(e);
        }
    }

    /** Has all that is there removed. */
    static void forgetAll(Region region) {
        region.tier.shelf.invalidates();
        Restored restored = region.restored;
        if (restored != null) {
            int unused = restored.forgetAll();
        }
        RegionStore.forgetAll(region.store);
    }
}
