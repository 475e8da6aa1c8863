// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import org.jspecify.annotations.Nullable;

/**
 * {@code mru}: the entry that was used last goes first, which is best for those who read all in turns.
 *
 * <p>Guarded by the budget's lock, but for {@link #used}, which writes to a log that is read before each choice.
 */
final class NewestUseOrder extends Order {
    private final Line line = new Line();
    private final AccessLog log;
    private final Recency recency;

    NewestUseOrder(Budget budget, Recency recency) {
        this.recency = recency;
        this.log = new AccessLog(budget, this::moveUp);
    }

    @Override
    void add(Entry e) {
        log.drain();
        line.addNewest(e);
    }

    @Override
    void remove(Entry e) {
        line.remove(e);
    }

    /** Reads the log first: the old entry is live until it has left, so that its uses would put it back. */
    @Override
    void replace(Entry old, Entry fresh) {
        log.drain();
        line.remove(old);
        line.addNewest(fresh);
    }

    @Override
    @Nullable
    Entry victim(@Nullable Entry newcomer) {
        log.drain();
        Node newest = line.newest;
        return (Entry) (newest != null && newest == newcomer ? newest.older : newest);
    }

    @Override
    void used(Entry e) {
        recency.used(StampedEntry.of(e));
        log.write(e);
    }

    private void moveUp(Entry e) {
        line.remove(e);
        line.addNewest(e);
    }
}
