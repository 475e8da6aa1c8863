// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tags of one runtime, and a count of their invalidations, which is their clock.
 *
 * <p>A value holds its tags, and the count read before its load began. It may be served as long as none of its tags was
 * invalidated later than that: so invalidating a tag changes one number, however many values have it, and a load that it
 * overtakes gives a value that is over when it comes, even if its tags are known by then only.
 *
 * <p>A tag that no value has is forgotten. As a load may be under way that will ask for it, the last invalidations are
 * remembered; those of tags that were dropped from that memory count for all tags that are made after: the count of the
 * latest of them is the {@code floor}, and a load that began before it, and whose value has a tag that was not there, is
 * not kept. Too much is only slow.
 *
 * <p>Thread-safe. The lock is held for a few steps, and not by lookups.
 */
final class Tags {
    private static final int REMEMBERED = 1024;

    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final ReferenceQueue<TagCell> unused = new ReferenceQueue<>();

    /** The last invalidations in a ring; they keep their tags. Guarded by this. */
    private final @Nullable TagCell[] tags = new TagCell[REMEMBERED];

    private final long[] counts = new long[REMEMBERED];
    private int turn;
    private long floor;
    private volatile long now;

    /** Returns how many invalidations there were: read before a load begins, its stamp. */
    long now() {
        return now;
    }

    /** Returns how many tags are known. */
    int size() {
        forgetUnused();
        return held.size();
    }

    /** Makes all values with the tag that are there, or being loaded, be over. */
    void invalidate(String name) {
        invalidate(name, false);
    }

    /**
     * As {@link #invalidate(String)}.
     *
     * @param softly whether values that may be served stale are left to be
     */
    synchronized void invalidate(String name, boolean softly) {
        TagCell tag = make(name);
        long next = now + 1;
        if (softly) {
            tag.outdated(next);
        } else {
            tag.invalidated(next);
        }
        if (tags[turn] != null) {
            floor = counts[turn];
        }
        tags[turn] = tag;
        counts[turn] = next;
        turn = (turn + 1) % REMEMBERED;
        now = next;
        OriginSet.changed();
    }

    /** Makes all values that have tags be over, those being loaded included. Takes a step for each tag. */
    synchronized void invalidateAll() {
        long next = now + 1;
        for (Held each : held.values()) {
            TagCell tag = each.get();
            if (tag != null) {
                tag.invalidated(next);
            }
        }
        floor = next;
        now = next;
        OriginSet.changed();
    }

    /** Returns the tag of the name. */
    TagCell get(String name) {
        Held known = held.get(name);
        TagCell tag = known == null ? null : known.get();
        return tag == null ? make(name) : tag;
    }

    private synchronized TagCell make(String name) {
        forgetUnused();
        Held known = held.get(name);
        TagCell tag = known == null ? null : known.get();
        if (tag == null) {
            tag = new TagCell(this, name, floor);
            held.put(name, new Held(name, tag, unused));
        }
        return tag;
    }

    private void forgetUnused() {
        for (Reference<? extends TagCell> gone = unused.poll(); gone != null; gone = unused.poll()) {
            Held mine = (Held) gone;
            held.remove(mine.name, mine);
        }
    }

    /** A tag that lives as long as a value has it, or its invalidation is remembered. Immutable. */
    private static final class Held extends WeakReference<TagCell> {
        private final String name;

        Held(String name, TagCell tag, ReferenceQueue<TagCell> unused) {
            super(tag, unused);
            this.name = name;
        }
    }
}
