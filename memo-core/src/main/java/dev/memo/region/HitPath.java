// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * What a hit on one region's entries needs, and nothing else.
 *
 * <p>A record, since the JIT takes the fields of a record that a call site knows for constants: which lifetime, which
 * policy and whether anybody counts costs a hit nothing. Thread-safe. It takes no lock, allocates nothing for a shared
 * value and reads no clock but a field.
 *
 * @param region whose entries
 * @param table where they are
 * @param values how they are kept
 * @param lifetime when they end
 * @param order hears of the hit
 * @param hits counts it
 * @param events tells of it, or null where nobody wants to know
 */
public record HitPath(
        Region region,
        HeapTable table,
        Values values,
        Lifetime lifetime,
        Order order,
        HitCounter hits,
        @Nullable EventLog events) {

    /** Step 2 of 3: the first entry of the bucket of what was spread ({@link dev.memo.key.Parts}). Next: {@link #hit}. */
    public @Nullable Entry head(long spread) {
        return table.head(spread);
    }

    /**
     * Step 3 of 3: serves the value of an entry whose key is equal. Back in the woven method, it is returned.
     *
     * <p>What is rare is done behind a last call, so that the JIT need not save what it holds in registers from it.
     *
     * @return the value, {@code void.class} for null; null if the entry may not be served
     */
    public @Nullable Object hit(Entry e) {
        Object value = ordinaryHit(e);
        return value != null ? value : scopedHit(e);
    }

    /** The same for callers that no scope concerns, or who have looked: direct caches, and Memo itself. */
    public @Nullable Object serve(Entry e) {
        Object value = ordinaryHit(e);
        return value != null ? value : rareHit(e);
    }

    /** Null for values that are kept as bytes, have tags, or may have ended, and where anything concerns the thread. */
    private @Nullable Object ordinaryHit(Entry e) {
        Object stored = e.value;
        if (stored == null || e.encoded || !lifetime.surelyServable(e) || !hits.incrementOrdinary()) {
            return null;
        }
        order.used(e);
        return stored;
    }

    private @Nullable Object scopedHit(Entry e) {
        return Scopes.detour() ? null : rareHit(e);
    }

    private @Nullable Object rareHit(Entry e) {
        Nest nest = Nests.current();
        if (nest != null) {
            nest.reads(region, e);
        } else if (Callers.isDetoured()) {
            boolean unused = Pending.any(); // a transaction that has ended leaves the thread here
        }
        Object stored = e.value;
        if (stored == null
                || stored instanceof Thrown
                || Tagged.isOver(stored)
                || Tagged.isToBeOutdated(stored)
                || !(lifetime.servable(e) || region.servesWhileRenewed(e))) {
            return null;
        }
        Object value = values.open(stored);
        if (value == null) {
            return region.drop(e);
        }
        if (nest != null) {
            nest.given(region, e, stored);
        }
        return noted(e, value);
    }

    private Object noted(Entry e, Object value) {
        order.used(e);
        hits.increment();
        if (events != null) {
            events.hit(e);
        }
        return value;
    }
}
