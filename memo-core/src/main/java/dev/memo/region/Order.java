// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * The live entries of one region in the order in which they are to go: one eviction policy at work.
 *
 * <p>Guarded by the budget's lock, but for {@link #used}, which hits call without it.
 */
abstract class Order {
    /** Takes in an entry that has just become live; its stamp is new. If that throws, the entry is not in. */
    abstract void add(Entry e);

    /** Forgets an entry that has left for whatever reason but this order's own choice, even if that throws. */
    abstract void remove(Entry e);

    /** Forgets an entry that has left because it was the victim, even if that throws. */
    void evicted(Entry e) {
        remove(e);
    }

    /**
     * Puts another entry with the same key in the place of one that leaves; the new one's stamp is new. If that throws,
     * neither is in.
     */
    void replace(Entry old, Entry fresh) {
        remove(old);
        add(fresh);
    }

    /**
     * Returns the entry that is to go next, which stays in; null if there is none but the newcomer.
     *
     * @param newcomer the entry for which room is needed, if it is one of these; null if it is another region's
     */
    @Nullable
    abstract Entry victim(@Nullable Entry newcomer);

    /** Takes note of a hit, if the order depends on it. Takes no lock, allocates nothing. */
    void used(Entry e) {}

    /** Returns a stamp that no entry's here is below, for those that seek the lowest of many regions. */
    long lowerBound() {
        return Long.MIN_VALUE;
    }
}
