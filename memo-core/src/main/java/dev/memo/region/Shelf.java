// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.snapshot.SnapshotRow;
import dev.memo.spi.StoreKey;
import dev.memo.spi.Ticker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot has brought and nobody has asked for yet, as the bytes that were in the file: a method's first call comes
 * long after the start, perhaps, and what never is asked for again need not be decoded.
 *
 * <p>It counts among the runtime's limits and each region's own, and is the first to make room: what has ended, then what was
 * used least. Rows are known by their regions' names and hold no class, so that no class loader is kept. Thread-safe, by the
 * budget's lock.
 */
public final class Shelf {
    private static final int CHUNK = 64;

    private final Budget budget;
    private final Ticker ticker;
    private final Map<String, ShelfRows> regions = new HashMap<>();
    private final ShelfTags tags = new ShelfTags();
    private long rank;
    private int size;
    private volatile @Nullable Runnable whenInvalidated;
    private long firstEnd = Long.MAX_VALUE;

    Shelf(Budget budget, Ticker ticker) {
        this.budget = budget;
        this.ticker = ticker;
    }

    /** Returns the wall clock's time in microseconds since 1970. */
    public long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, ticker.now());
    }

    /**
     * Has an action done before anything is invalidated for the first time from now on: what a file still has is then not
     * what a later process may be given. What the action throws, the invalidation throws not.
     */
    public void whenInvalidated(@Nullable Runnable action) {
        whenInvalidated = action;
    }

    /** Something is about to be invalidated. */
    void invalidates() {
        Runnable action = whenInvalidated;
        if (action != null) {
            whenInvalidated = null;
            action.run();
        }
    }

    /** Returns how many bytes and rows may come in before limits are reached, in this order. */
    public long[] room() {
        budget.lock();
        try {
            return budget.room();
        } finally {
            budget.unlock();
        }
    }

    /** Takes rows in, in small steps; they push out none but such as are used less. */
    public void putAll(List<SnapshotRow> hottestFirst) {
        for (int end = hottestFirst.size(); end > 0; end -= CHUNK) {
            budget.lock();
            try {
                for (int i = end - 1; i >= Math.max(0, end - CHUNK); i--) {
                    put(hottestFirst.get(i));
                }
                makeRoom(null);
            } finally {
                budget.unlock();
            }
        }
    }

    /** Returns all rows that have not ended, the most used first. */
    public List<SnapshotRow> all() {
        List<ShelfRows.Ranked> all = new ArrayList<>();
        budget.lock();
        try {
            regions.values().forEach(rows -> all.addAll(rows.all()));
        } finally {
            budget.unlock();
        }
        long now = nowMicros();
        return all.stream()
                .filter(ranked -> ranked.row().goneAtMicros() > now)
                .sorted(Comparator.comparingLong(ShelfRows.Ranked::rank).reversed())
                .map(ShelfRows.Ranked::row)
                .toList();
    }

    /** Returns what is here for a region, now and later. */
    ShelfRows of(String region) {
        budget.lock();
        try {
            return regions.computeIfAbsent(region, name -> new ShelfRows());
        } finally {
            budget.unlock();
        }
    }

    /** Has rows count among a region's limits too. */
    void counts(ShelfRows rows, Ledger ledger) {
        budget.lock();
        try {
            ledger.shelved = rows;
            makeRoom(ledger);
        } finally {
            budget.unlock();
        }
    }

    /** Takes a row out; null if there is none. */
    @Nullable
    SnapshotRow take(ShelfRows rows, StoreKey key) {
        budget.lock();
        try {
            SnapshotRow taken = rows.take(key);
            if (taken != null) {
                left(taken);
            }
            return taken;
        } finally {
            budget.unlock();
        }
    }

    /** Takes all rows of a region out, the least used first. */
    public List<SnapshotRow> takeAll(String region) {
        List<SnapshotRow> taken = new ArrayList<>();
        budget.lock();
        try {
            ShelfRows rows = regions.remove(region);
            if (rows != null) {
                rows.all().forEach(ranked -> {
                    drop(rows, ranked.row());
                    taken.add(ranked.row());
                });
            }
        } finally {
            budget.unlock();
        }
        return taken;
    }

    /** Drops all that there is for a region; returns how many. */
    int drop(ShelfRows rows) {
        int dropped = 0;
        while (!rows.isEmpty()) {
            budget.lock();
            try {
                for (int i = 0; i < CHUNK && !rows.isEmpty(); i++) {
                    drop(rows, rows.coldest());
                    dropped++;
                }
            } finally {
                budget.unlock();
            }
        }
        return dropped;
    }

    /** Drops all rows with a tag, with any for null, as it is being invalidated. */
    void dropTagged(@Nullable String tag) {
        invalidates();
        boolean more = !tags.isEmpty();
        while (more) {
            budget.lock();
            try {
                for (int i = 0; i < CHUNK && more; i++) {
                    StoreKey key = tags.any(tag);
                    ShelfRows rows = key == null ? null : regions.get(key.region());
                    SnapshotRow row = key == null || rows == null ? null : rows.get(key);
                    more = row != null;
                    if (row != null && rows != null) {
                        drop(rows, row);
                    }
                }
            } finally {
                budget.unlock();
            }
        }
    }

    /** Gives way where a limit is exceeded, the region's or the runtime's. The caller holds the lock. */
    void makeRoom(@Nullable Ledger ledger) {
        ShelfRows own = ledger == null || size == 0 ? null : ledger.shelved;
        while (own != null && !own.isEmpty() && ledger != null && ledger.overLimits(own)) {
            drop(own, own.coldest());
        }
        if (size > 0 && budget.over() && firstEnd <= nowMicros()) {
            dropEnded();
        }
        while (size > 0 && budget.over()) {
            dropColdest();
        }
    }

    private void put(SnapshotRow row) {
        ShelfRows rows = regions.computeIfAbsent(row.key().region(), name -> new ShelfRows());
        long bytes = rows.bytes();
        int before = rows.size();
        SnapshotRow old = rows.put(row, rank++);
        if (old != null) {
            tags.removed(old);
        }
        tags.added(Objects.requireNonNull(rows.get(row.key())));
        size += rows.size() - before;
        budget.spend(rows.bytes() - bytes, rows.size() - before);
        firstEnd = Math.min(firstEnd, row.goneAtMicros());
    }

    private void drop(ShelfRows rows, SnapshotRow row) {
        SnapshotRow taken = rows.take(row.key());
        if (taken != null) {
            left(taken);
        }
    }

    private void left(SnapshotRow row) {
        size--;
        tags.removed(row);
        budget.spend(-row.weight(), -1);
    }

    private void dropEnded() {
        long now = nowMicros();
        long next = Long.MAX_VALUE;
        for (ShelfRows rows : regions.values()) {
            for (ShelfRows.Ranked ranked : rows.all()) {
                long gone = ranked.row().goneAtMicros();
                if (gone <= now) {
                    drop(rows, ranked.row());
                } else {
                    next = Math.min(next, gone);
                }
            }
        }
        firstEnd = next;
    }

    private void dropColdest() {
        ShelfRows coldest = null;
        for (ShelfRows rows : regions.values()) {
            if (coldest == null || rows.lowestRank() < coldest.lowestRank()) {
                coldest = rows;
            }
        }
        if (coldest != null && !coldest.isEmpty()) {
            drop(coldest, coldest.coldest());
        }
    }
}
