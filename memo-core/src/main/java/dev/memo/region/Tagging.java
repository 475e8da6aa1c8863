// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.RemovalCause;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags of one region's values, and the removal of those that are over by them or by their origins.
 *
 * <p>Nobody looks for what an invalidation has ended; it is removed when somebody asks for it, when its end or its turn to
 * make room comes, or by the sweep that each load helps on while there may be some. The sweep is guarded by the
 * budget's lock; all else is thread-safe.
 */
final class Tagging {
    /** How many buckets a load looks at. */
    private static final int HELP = 16;

    private final @Nullable Tagger tagger;
    private final Tags tags;
    private final boolean ages;
    private final boolean dependent;
    private int cursor;
    private long target;
    private long swept;

    /** Creates the tagging of a region, whose values have no tags if there is no tagger. */
    Tagging(@Nullable Tagger tagger, Tags tags, RegionSettings settings) {
        this.tagger = tagger;
        this.tags = tags;
        this.ages = settings.freshness().keepNanos() > 0;
        this.dependent = settings.nested().dependencies();
    }

    /** Returns whether values may be over by their tags here. */
    boolean isTagged() {
        return tagger != null || dependent;
    }

    /** Returns the stamp of a load that begins now. */
    long now() {
        return tags.now();
    }

    /** Returns a value's tags, none if it has none. Runs user code. */
    Collection<String> names(Entry e, @Nullable Object value) {
        return tagger == null ? List.of() : tagger.tags(e, value);
    }

    /** Returns what is to be kept: the value with its tags, if it has any. Runs user code. */
    Object tagged(Entry e, Object stored, @Nullable Object value, long stamp) {
        Collection<String> names = names(e, value);
        if (names.isEmpty()) {
            return stored;
        }
        TagCell[] cells = names.stream().map(tags::get).toArray(TagCell[]::new);
        return ages ? Tagged.ageing(stored, cells, stamp) : new Tagged(stored, cells, stamp);
    }

    /** Removes some values that are over, if there may be any. The caller holds the lock. */
    void help(Ledger ledger, Budget budget) {
        if ((tagger == null && !dependent) || (cursor == 0 && swept == changes())) {
            return;
        }
        if (cursor == 0) {
            target = changes();
        }
        for (int i = 0; i < HELP; i++) {
            cursor = ledger.table.scan(cursor, e -> {
                if (isOver(e)) {
                    budget.expire(ledger, e);
                }
            });
            if (cursor == 0) {
                swept = target;
                return;
            }
        }
    }

    /** Removes all values that are over. */
    void cleanUp(Sweep sweep, Counters counters) {
        if (tagger != null || dependent) {
            counters.invalidations.add(sweep.remove(Tagging::isOver, RemovalCause.INVALIDATED));
        }
    }

    /** Returns a number that is another one once a value here may be over that was not before. */
    private long changes() {
        return dependent ? OriginSet.changes() : tags.now();
    }

    private static boolean isOver(Entry e) {
        return e.state == Entry.LIVE && Tagged.isOver(e.value);
    }
}
