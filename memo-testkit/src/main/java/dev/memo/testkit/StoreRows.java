// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLease;
import dev.memo.spi.StoreLimits;
import dev.memo.spi.StoreRegion;
import dev.memo.spi.StoreRow;
import dev.memo.spi.StoreScan;
import dev.memo.spi.StoreSettings;
import dev.memo.spi.StoreSwept;
import dev.memo.spi.StoreValue;
import dev.memo.spi.StoreWritten;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows and leases of an {@link InMemoryStore}. Guarded by the store. */
final class StoreRows {
    private final StoreSettings settings;
    private final Map<String, StoreLimits> limits;
    private final Map<String, byte[]> useful = new HashMap<>();
    private final Map<StoreKey, Row> rows = new LinkedHashMap<>();
    private final Map<StoreKey, StoreLease> leases = new HashMap<>();
    private long stamp;

    StoreRows(StoreSettings settings) {
        this.settings = settings;
        this.limits = new HashMap<>(settings.regions());
    }

    void limit(String region, StoreLimits own) {
        limits.put(region, own);
    }

    void keepOnly(String region, byte[] fingerprint) {
        useful.put(region, fingerprint);
    }

    @Nullable
    StoreValue read(StoreKey key, long now) {
        Row row = rows.get(key);
        return row == null || row.goneAt <= now ? null : row.value;
    }

    StoreWritten write(List<StoreChange> changes, long now) {
        Result result = new Result(now);
        long before = stamp;
        for (StoreChange change : changes) {
            make(change, now, result);
        }
        keepLimits(before, result);
        return new StoreWritten(result.evicted, result.expired, result.fenced, result.rejected, result.removed);
    }

    private void make(StoreChange change, long now, Result result) {
        if (change instanceof StoreChange.Put put) {
            put(put, now, result);
        } else if (change instanceof StoreChange.Remove remove) {
            removeIf(key -> key.equals(remove.key()), now, result);
        } else if (change instanceof StoreChange.RemoveRegion region) {
            removeIf(key -> key.region().equals(region.region()), now, result);
        } else if (change instanceof StoreChange.Touch touch) {
            touch(touch, now);
        } else {
            removeIf(key -> true, now, result);
        }
    }

    private void put(StoreChange.Put put, long now, Result result) {
        StoreKey key = put.key();
        if (put.leaseToken() != StoreChange.NO_LEASE && !release(key, put.leaseToken())) {
            result.fenced.add(key);
            return;
        }
        leases.remove(key);
        Row old = rows.get(key);
        if (old != null && old.goneAt <= now) {
            result.expired++;
            old = null;
        }
        rows.remove(key);
        long weight = StoreRow.weight(key, put.value());
        if (settings.limits().rejects(weight) || limits(key).rejects(weight)) {
            result.rejected.add(key);
            return;
        }
        Row row = new Row(key, put.value(), weight, ++stamp);
        row.created = old == null ? stamp : old.created;
        row.hits = old == null ? 0 : old.hits;
        row.usedAt = now;
        row.putAt = stamp;
        row.goneAt = put.value().goneAtMicros(now);
        rows.put(key, row);
    }

    private void touch(StoreChange.Touch touch, long now) {
        Row row = rows.get(touch.key());
        if (row != null && row.goneAt > now) {
            row.used = ++stamp;
            row.usedAt = Math.max(row.usedAt, touch.usedAtMicros());
            row.hits += touch.hits();
            row.goneAt = row.value.goneAtMicros(row.usedAt);
        }
    }

    private void removeIf(Predicate<StoreKey> which, long now, Result result) {
        leases.keySet().removeIf(which);
        for (Row row : List.copyOf(rows.values())) {
            if (which.test(row.key)) {
                rows.remove(row.key);
                result.count(row.goneAt <= now);
            }
        }
    }

    private void keepLimits(long before, Result result) {
        for (Map.Entry<String, StoreLimits> own : limits.entrySet()) {
            Predicate<Row> which = row -> row.key.region().equals(own.getKey());
            evict(own.getValue(), which, before, result);
        }
        evict(settings.limits(), row -> true, before, result);
    }

    private void evict(StoreLimits kept, Predicate<Row> which, long before, Result result) {
        Comparator<Row> order = Comparator.<Row>comparingInt(row -> turn(row, before, result.now))
                .thenComparingLong(row -> kept.policy().rank(row.created, row.used, row.hits));
        List<Row> found = rows.values().stream().filter(which).sorted(order).toList();
        long entries = found.size();
        long bytes = found.stream().mapToLong(row -> row.weight).sum();
        for (Row row : found) {
            if (result.left == 0 || !kept.exceeded(entries, bytes)) {
                return;
            }
            rows.remove(row.key);
            result.tell(row);
            entries--;
            bytes -= row.weight;
        }
    }

    /** Ended values first, and what this write has put last. */
    private static int turn(Row row, long before, long now) {
        if (row.goneAt <= now) {
            return 0;
        }
        return row.putAt <= before ? 1 : 2;
    }

    StoreSwept sweep(int limit, long now) {
        Result result = new Result(now);
        result.left = limit;
        for (Row row : List.copyOf(rows.values())) {
            if (row.goneAt <= now && result.left > 0) {
                rows.remove(row.key);
                result.tell(row);
            }
        }
        long outdated = removeUseless(result);
        keepLimits(stamp, result);
        return new StoreSwept(result.expired, outdated, result.evicted, result.left == 0);
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        return bytes.length >= with.length && Arrays.equals(with, 0, with.length, bytes, 0, with.length);
    }

    private long removeUseless(Result result) {
        long before = result.left;
        for (Row row : List.copyOf(rows.values())) {
            byte[] fingerprint = useful.get(row.key.region());
            if (result.left > 0 && fingerprint != null && !begins(row.value.fingerprint(), fingerprint)) {
                rows.remove(row.key);
                result.left--;
            }
        }
        return before - result.left;
    }

    StoreLease lease(StoreKey key, String owner, long now, long endsAt) {
        StoreLease other = leases.get(key);
        if (other != null && other.endsAtMicros() > now && !other.owner().equals(owner)) {
            return new StoreLease(key, other.token(), other.owner(), other.endsAtMicros(), false);
        }
        StoreLease mine = new StoreLease(key, ++stamp, owner, endsAt, true);
        leases.put(key, mine);
        return mine;
    }

    boolean renew(StoreLease lease, long endsAt) {
        StoreLease held = leases.get(lease.key());
        if (held == null || held.token() != lease.token()) {
            return false;
        }
        leases.put(lease.key(), new StoreLease(held.key(), held.token(), held.owner(), endsAt, true));
        return true;
    }

    boolean release(StoreKey key, long token) {
        StoreLease held = leases.get(key);
        return held != null && held.token() == token && leases.remove(key, held);
    }

    List<StoreRegion> regions() {
        Map<String, StoreRegion> sums = new TreeMap<>();
        for (Row row : rows.values()) {
            StoreRegion one = new StoreRegion(row.key.region(), 1, row.weight);
            sums.merge(
                    one.name(),
                    one,
                    (a, b) -> new StoreRegion(a.name(), a.entries() + b.entries(), a.bytes() + b.bytes()));
        }
        return List.copyOf(sums.values());
    }

    List<StoreRow> scan(StoreScan scan, long now) {
        Comparator<Row> hottest =
                Comparator.<Row>comparingLong(row -> -row.hits).thenComparingLong(row -> -row.used);
        Stream<Row> living = rows.values().stream()
                .filter(row -> row.goneAt > now)
                .filter(row -> scan.region() == null || row.key.region().equals(scan.region()));
        return (scan.order() == StoreScan.Order.HOTTEST ? living.sorted(hottest) : living)
                .limit(scan.limit())
                .map(row -> row.shown(scan.values()))
                .toList();
    }

    private StoreLimits limits(StoreKey key) {
        return limits.getOrDefault(key.region(), StoreLimits.NONE);
    }

    /** What came of a write, as it is made. */
    private static final class Result {
        private final List<StoreKey> evicted = new ArrayList<>();
        private final List<StoreKey> fenced = new ArrayList<>();
        private final List<StoreKey> rejected = new ArrayList<>();
        private final long now;
        private long expired;
        private long removed;
        private int left = Integer.MAX_VALUE;

        Result(long now) {
            this.now = now;
        }

        void count(boolean ended) {
            expired += ended ? 1 : 0;
            removed += ended ? 0 : 1;
        }

        void tell(Row row) {
            left--;
            if (row.goneAt <= now) {
                expired++;
            } else {
                evicted.add(row.key);
            }
        }
    }

    /** A row. */
    private static final class Row {
        private final StoreKey key;
        private final StoreValue value;
        private final long weight;
        private long putAt;
        private long created;
        private long used;
        private long usedAt;
        private long hits;
        private long goneAt;

        Row(StoreKey key, StoreValue value, long weight, long stamp) {
            this.key = key;
            this.value = value;
            this.weight = weight;
            this.used = stamp;
        }

        StoreRow shown(boolean whole) {
            StoreValue shown = whole
                    ? value
                    : new StoreValue(
                            new byte[0],
                            value.fingerprint(),
                            value.writtenAtMicros(),
                            value.staleAtMicros(),
                            value.endsAtMicros(),
                            value.idleMicros(),
                            value.loadNanos());
            return new StoreRow(key, shown, weight, usedAt, hits);
        }
    }
}
