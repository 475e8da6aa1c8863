// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value with tags or origins, as it is kept: over once one of its tags was invalidated after its load had begun, or one of
 * its origins is over. Compared by identity; immutable, and as the tags are not, what {@link #isOver} says may turn to true,
 * and never back. Thread-safe.
 */
class Tagged {
    /** What one takes beside the value, on a 64-bit JVM with compressed references. */
    static final int BYTES = 40;

    private static final TagCell[] NO_TAGS = {};

    private final Object stored;
    private final TagCell[] tags;
    private final long stamp;
    private final @Nullable OriginSet origins;

    Tagged(Object stored, TagCell[] tags, long stamp) {
        this(stored, tags, stamp, null);
    }

    private Tagged(Object stored, TagCell[] tags, long stamp, @Nullable OriginSet origins) {
        this.stored = stored;
        this.tags = tags;
        this.stamp = stamp;
        this.origins = origins;
    }

    /** Returns what is kept, tagged or not, with origins. */
    static Tagged of(Object kept, OriginSet origins) {
        return kept instanceof Tagged tagged ? tagged.with(origins) : new Tagged(kept, NO_TAGS, 0, origins);
    }

    /** Returns a value of a region that serves stale ones. */
    static Tagged ageing(Object stored, TagCell[] tags, long stamp) {
        return new Ageing(stored, tags, stamp, null);
    }

    Tagged with(OriginSet others) {
        return new Tagged(stored, tags, stamp, others);
    }

    /** Returns what it takes of the limits under a key with this hash: for its tags, and for those of them that it pays. */
    int bytesOfTags(int hash) {
        int bytes = BYTES + Weights.array(tags.length);
        for (TagCell tag : tags) {
            bytes += tag.charge(hash);
        }
        return bytes;
    }

    /** Returns the value as it would be kept without tags. */
    Object stored() {
        return stored;
    }

    /** Returns whether one of its tags was invalidated, or one of its origins has changed. */
    boolean isOver() {
        for (TagCell tag : tags) {
            if (tag.invalidated() > stamp || isOverIfOutdated(tag.outdated())) {
                return true;
            }
        }
        return origins != null && origins.isOver();
    }

    boolean isOverIfOutdated(long then) {
        return then > stamp;
    }

    /** Returns whether a tag was softly invalidated, and the value was not made stale since. */
    static boolean isToBeOutdated(@Nullable Object kept) {
        return kept instanceof Ageing ageing && ageing.newest() > ageing.outdated;
    }

    /** Notes that it was made stale by now. The caller holds the budget's lock. */
    static void outdated(@Nullable Object kept) {
        if (kept instanceof Ageing ageing) {
            ageing.outdated = ageing.newest();
        }
    }

    /** Returns what a value that is computed from it has for origins, beside its key. */
    List<Origin> origins() {
        List<Origin> all = new ArrayList<>();
        if (tags.length > 0) {
            all.add(new TagOrigin(tags, stamp));
        }
        if (origins != null) {
            all.addAll(List.of(origins.origins()));
        }
        return all;
    }

    /** Returns whether what is kept was computed from other results, and is over with them. */
    static boolean hasOrigins(@Nullable Object kept) {
        return kept instanceof Tagged tagged && tagged.origins != null;
    }

    /** Returns whether what is kept has a tag that was invalidated. */
    static boolean isOver(@Nullable Object kept) {
        return kept instanceof Tagged tagged && tagged.isOver();
    }

    /** Returns the value as it would be kept without tags. */
    static @Nullable Object plain(@Nullable Object kept) {
        return kept instanceof Tagged tagged ? tagged.stored : kept;
    }

    /** A value that a soft invalidation of its tags leaves to be served as a stale one. As {@link Tagged}. */
    private static final class Ageing extends Tagged {
        /** Up to which soft invalidation it was made stale. Written under the budget's lock. */
        private volatile long outdated;

        Ageing(Object stored, TagCell[] tags, long stamp, @Nullable OriginSet origins) {
            super(stored, tags, stamp, origins);
            this.outdated = stamp;
        }

        @Override
        Tagged with(OriginSet others) {
            return new Ageing(stored(), super.tags, super.stamp, others);
        }

        @Override
        boolean isOverIfOutdated(long then) {
            return false;
        }

        private long newest() {
            long newest = super.stamp;
            for (TagCell tag : super.tags) {
                newest = Math.max(newest, tag.outdated());
            }
            return newest;
        }
    }
}
