// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what one value is computed from, while it is.
 *
 * <p>It takes over what its origins were computed from, so that nothing has to be followed later. Where that becomes too
 * much to keep for one value, it notes regions in place of their keys: then the value is over once anything in them is
 * invalidated. So a value is never over too late, and what it holds is bounded. Confined to one thread.
 */
final class OriginNotes {
    /** How many origins a value has at most; beyond, whole regions are. */
    static final int MOST = 256;

    private static final Origin OVER = () -> true;

    private final Set<Origin> origins = new LinkedHashSet<>();

    /** Of which regions any key is noted. */
    private final Set<Origins> whole = new LinkedHashSet<>();

    private boolean anyTag;

    /** Notes a key whose value is about to be read. */
    void key(Origins region, int hash) {
        if (!whole.contains(region)) {
            add(region.key(hash));
        }
    }

    /** Notes what a value that was read has for origins, and its tags. */
    void of(@Nullable Object stored) {
        if (stored instanceof Tagged tagged) {
            tagged.origins().forEach(this::add);
        }
    }

    /** Returns the origins, null if there are none. */
    @Nullable
    OriginSet set() {
        return origins.isEmpty() ? null : new OriginSet(origins);
    }

    private void add(Origin each) {
        boolean noted = (each instanceof Origins.Key key && whole.contains(key.region))
                || (each instanceof TagOrigin && anyTag);
        if (!noted) {
            origins.add(each);
        } else if (each.isOver()) {
            origins.add(OVER);
        }
        if (origins.size() > MOST) {
            coarsen();
        }
    }

    /** What stands for many is taken first and they are looked at after, so that no change is lost in between. */
    private void coarsen() {
        List<Origin> many = new ArrayList<>(origins);
        origins.clear();
        for (Origin each : many) {
            if (each instanceof Origins.Key key) {
                if (whole.add(key.region)) {
                    origins.add(key.region.any());
                }
            } else if (each instanceof TagOrigin tag) {
                origins.add(tag.any());
                anyTag = true;
            } else {
                origins.add(each);
            }
        }
        if (many.stream().anyMatch(Origin::isOver)) {
            origins.add(OVER);
        }
    }
}
