// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.List;
import java.util.function.BiFunction;

/** What {@link Memo} makes a whole runtime forget, or serve as stale. Thread-safe. */
abstract sealed class MemoInvalidations extends MemoCalls permits MemoSnapshots {
    final BiFunction<String, Object[], Object> service;
    final Caches caches;

    MemoInvalidations(BiFunction<String, Object[], Object> service) {
        this.service = service;
        this.caches = new Caches(service);
    }

    /** Returns the memoized methods that have been called so far, by name. */
    public abstract List<MemoizedMethodHandle> methods();

    /**
     * Forgets all results of all methods and memoized functions, those too that a store has of methods that were not called
     * yet; what caches keep stays. Looks into the stores.
     */
    public void invalidateAll() {
        forgetStored();
        for (MemoizedMethodHandle method : methods()) {
            method.invalidateAll();
        }
        caches.invalidateFunctions();
    }

    /**
     * Forgets all results with a tag, of methods, memoized functions and caches alike, and makes those of loads that are
     * under way unkeepable. Takes as long for a million results as for one, as it only notes that the tag was invalidated:
     * none of them is served from now on, and each is removed, and counted as invalidated, when somebody asks for it,
     * when its end or its turn to make room comes, or little by little with the next loads. Until then it counts among
     * the entries.
     *
     * @param tag the whole tag, as in {@code "country:FR"}
     */
    public void invalidateTag(String tag) {
        tagged("invalidateTag", "invalidateTag", tag);
    }

    /**
     * Makes all results of all methods and memoized functions stale, or drops those whose method serves no stale ones; as
     * {@link Memo#invalidateSoftly}.
     */
    public void invalidateAllSoftly() {
        forgetStored();
        for (MemoizedMethodHandle method : methods()) {
            method.invalidateAllSoftly();
        }
        caches.outdateFunctions();
    }

    /**
     * Makes all results with a tag stale, as {@link #invalidateTag} makes them gone: each is served while one caller loads it
     * anew, as long as its method's {@code keep} allows, and dropped where there is no {@code keep}. What a load that is
     * under way gives is kept as a stale result. Takes as long for a million results as for one.
     *
     * @param tag the whole tag, as in {@code "country:FR"}
     */
    public void invalidateTagSoftly(String tag) {
        tagged("invalidateTagSoftly", "outdateTag", tag);
    }

    private void forgetStored() {
        Object nothing = service.apply("forgetStored", new Object[0]);
        assert nothing == null : "the service answers nothing";
    }

    private void tagged(String where, String operation, String tag) {
        if (tag == null || tag.isBlank()) {
            throw new IllegalArgumentException("memo." + where + ": a tag must not be blank, was "
                    + (tag == null ? "null" : "\"" + tag + "\"")
                    + ". Pass one as results have it, \"country:FR\" say.");
        }
        Object nothing = service.apply(operation, new Object[] {tag});
        assert nothing == null : "the service answers nothing";
    }
}
