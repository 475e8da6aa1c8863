// SPDX-License-Identifier: Apache-2.0
package dev.memo.testkit;

import dev.memo.spi.Store;
import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store in the heap, for tests: all that the contract asks for, in a simple way, and gone when it is closed.
 *
 * <p>Looking for what to evict looks at every row. Thread-safe: every call holds its lock, but for the visitor of a scan.
 */
public final class InMemoryStore implements Store {
    private final StoreSettings settings;
    private final StoreRows rows;
    private boolean closed;

    /** Creates an empty one. */
    public InMemoryStore(StoreSettings settings) {
        this.settings = settings;
        this.rows = new StoreRows(settings);
    }

    @Override
    public String name() {
        return "Store " + settings.location();
    }

    @Override
    public synchronized @Nullable StoreValue read(StoreKey key) {
        requireOpen();
        return rows.read(key, now());
    }

    @Override
    public synchronized Map<StoreKey, StoreValue> readAll(Collection<StoreKey> keys) {
        requireOpen();
        Map<StoreKey, StoreValue> found = new LinkedHashMap<>();
        for (StoreKey key : keys) {
            StoreValue value = rows.read(key, now());
            if (value != null) {
                found.put(key, value);
            }
        }
        return found;
    }

    @Override
    public synchronized StoreWritten write(List<StoreChange> changes) {
        requireOpen();
        return rows.write(List.copyOf(changes), now());
    }

    @Override
    public synchronized StoreLease tryLease(StoreKey key, String owner, Duration duration) {
        requireOpen();
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(
                    name() + ": a lease lasts for a positive time, was " + duration + ". Pass some seconds.");
        }
        return rows.lease(key, owner, now(), now() + micros(duration));
    }

    @Override
    public synchronized boolean renew(StoreLease lease, Duration duration) {
        requireOpen();
        return rows.renew(lease, now() + micros(duration));
    }

    @Override
    public synchronized boolean release(StoreLease lease) {
        requireOpen();
        return rows.release(lease.key(), lease.token());
    }

    @Override
    public synchronized void limit(String region, StoreLimits limits) {
        requireOpen();
        rows.limit(region, limits);
    }

    @Override
    public synchronized void keepOnly(String region, byte[] fingerprint) {
        requireOpen();
        rows.keepOnly(region, fingerprint);
    }

    @Override
    public synchronized StoreSwept sweep(int limit) {
        requireOpen();
        return rows.sweep(limit, now());
    }

    @Override
    public synchronized List<StoreRegion> regions() {
        requireOpen();
        return rows.regions();
    }

    @Override
    public long scan(StoreScan scan, Predicate<StoreRow> visitor) {
        List<StoreRow> found;
        synchronized (this) {
            requireOpen();
            found = rows.scan(scan, now());
        }
        long shown = 0;
        for (StoreRow row : found) {
            shown++;
            if (!visitor.test(row)) {
                break;
            }
        }
        return shown;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException(
                    Kind.CLOSED, name() + ": it was closed, and then asked for something. Open it again.");
        }
    }

    private long now() {
        Instant now = settings.ticker().now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
