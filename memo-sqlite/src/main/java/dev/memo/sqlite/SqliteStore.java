// SPDX-License-Identifier: Apache-2.0
package dev.memo.sqlite;

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
import dev.memo.spi.Ticker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store in a SQLite file, which several processes of one machine may use at once.
 *
 * <p>Reads see the last commit and wait for nobody. Writes are transactions, one at a time over all processes. A file that
 * turns out to be damaged is moved aside by whoever finds it, and this store is over then: opened again, it begins anew. The
 * file must be on a local disk. Thread-safe.
 */
final class SqliteStore implements Store {
    /** No lease lasts for longer; it would not be told from one that was taken before the clock was set back. */
    private static final long MOST_MICROS = TimeUnit.DAYS.toMicros(365);

    private final Database database;
    private final Ticker ticker;
    private final Regions regions;
    private final Readers readers;
    private final Writer writer;
    private final Leases leases = new Leases();
    private final Outdated outdated = new Outdated();

    /** Why it is over, or null while it is not. */
    private final AtomicReference<@Nullable StoreException> end = new AtomicReference<>();

    private SqliteStore(Database database, StoreSettings settings) {
        this.database = database;
        this.ticker = settings.ticker();
        this.regions = new Regions(settings.limits(), settings.regions());
        this.readers = new Readers(database);
        this.writer = new Writer(database, regions, this::now);
    }

    /** Opens the store in a file, an empty one if there is none. */
    static SqliteStore open(StoreSettings settings) {
        Database database = new Database(StoreFile.at(settings.location()));
        SqliteStore store = new SqliteStore(database, settings);
        store.asked(() -> {
            database.prepare();
            store.compareRanks();
            return true;
        });
        return store;
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public @Nullable StoreValue read(StoreKey key) {
        requireOpen();
        try {
            return readers.read(sql -> Optional.ofNullable(Lookup.read(sql, regions, key, now())))
                    .orElse(null);
        } catch (SQLException e) {
            throw trouble(e);
        }
    }

    @Override
    public Map<StoreKey, StoreValue> readAll(Collection<StoreKey> keys) {
        List<StoreKey> wanted = List.copyOf(keys);
        return asked(() -> readers.read(sql -> Lookup.readAll(sql, regions, wanted, now())));
    }

    @Override
    public StoreWritten write(List<StoreChange> changes) {
        List<StoreChange> wanted = List.copyOf(changes);
        return asked(() -> writer.transact(tx -> Changes.make(tx, wanted)));
    }

    @Override
    public StoreLease tryLease(StoreKey key, String owner, Duration duration) {
        Leases.Wish wish = new Leases.Wish(regions, key, owner, micros(duration));
        return asked(() -> {
            Optional<StoreLease> other = readers.read(sql -> Optional.ofNullable(leases.held(sql, wish, now())));
            return other.isPresent() ? other.get() : writer.transact(tx -> leases.take(tx, wish));
        });
    }

    @Override
    public boolean renew(StoreLease lease, Duration duration) {
        long micros = micros(duration);
        return asked(() -> writer.transact(tx -> Leases.renew(tx, lease, micros)));
    }

    @Override
    public boolean release(StoreLease lease) {
        return asked(() -> writer.transact(tx -> Leases.release(tx, lease)));
    }

    @Override
    public void limit(String region, StoreLimits limits) {
        regions.limit(region, limits);
        asked(() -> {
            compareRanks();
            return true;
        });
    }

    @Override
    public void keepOnly(String region, byte[] fingerprint) {
        requireOpen();
        outdated.keepOnly(region, fingerprint);
    }

    @Override
    public StoreSwept sweep(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException(name() + ": a step has a positive number of values, was " + limit + ".");
        }
        return asked(() -> {
            requireFile();
            return writer.transact(tx -> Sweep.step(tx, outdated, limit));
        });
    }

    @Override
    public List<StoreRegion> regions() {
        return ask(SqliteStore::regions);
    }

    @Override
    public long scan(StoreScan scan, Predicate<StoreRow> visitor) {
        return asked(() -> new Scans(readers, regions, scan, now()).show(visitor));
    }

    @Override
    public void close() {
        StoreException closed = new StoreException(
                Kind.CLOSED, name() + ": it was closed, and then asked for something. Open it again.");
        if (end.compareAndSet(null, closed)) {
            closeConnections();
        }
    }

    /** Runs statements outside of a transaction on the connection that writes. */
    void direct(Writer.Direct work) {
        asked(() -> {
            writer.direct(work);
            return true;
        });
    }

    /** Reads on a connection of its own. */
    <T> T ask(Readers.Read<T> read) {
        return asked(() -> readers.read(read));
    }

    private void compareRanks() throws SQLException {
        writer.transact(tx -> {
            Ranking.compare(tx);
            return true;
        });
    }

    private static List<StoreRegion> regions(Sql sql) throws SQLException {
        List<StoreRegion> found = new ArrayList<>();
        try (ResultSet rows = sql.prepare("SELECT name, entries, bytes FROM region ORDER BY name")
                .executeQuery()) {
            while (rows.next()) {
                found.add(new StoreRegion(rows.getString(1), rows.getLong(2), rows.getLong(3)));
            }
        }
        return found;
    }

    private <T> T asked(Question<T> question) {
        requireOpen();
        try {
            return question.ask();
        } catch (SQLException e) {
            throw trouble(e);
        }
    }

    private void requireOpen() {
        StoreException why = end.get();
        if (why != null) {
            throw new StoreException(why.kind(), Objects.requireNonNullElse(why.getMessage(), name()), why);
        }
    }

    /** A file that was deleted or replaced can still be written, but nobody else would see it. */
    private void requireFile() {
        if (!database.file().isThere()) {
            throw over(new StoreException(
                    Kind.UNREACHABLE, name() + ": the file was moved or deleted while in use. It is opened anew."));
        }
    }

    private StoreException trouble(SQLException e) {
        StoreException why = end.get();
        StoreException trouble = why != null ? why : database.problem(e);
        return trouble.kind().over() ? over(trouble) : trouble;
    }

    private StoreException over(StoreException trouble) {
        if (end.compareAndSet(null, trouble)) {
            closeConnections();
            if (trouble.kind() == Kind.CORRUPT) {
                database.file().moveAside(TimeUnit.MICROSECONDS.toMillis(now()));
            }
        }
        return trouble;
    }

    private void closeConnections() {
        try {
            readers.close();
            writer.close();
        } catch (SQLException e) {
            return; // they are of no more use, and what was committed is in the file
        }
    }

    private long now() {
        return Times.now(ticker);
    }

    private long micros(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(
                    name() + ": a lease lasts for a positive time, was " + duration + ". Pass some seconds.");
        }
        return Math.min(MOST_MICROS, Math.max(1, TimeUnit.MICROSECONDS.convert(duration)));
    }

    /** Something that SQLite may not be able to do. */
    private interface Question<T> {
        T ask() throws SQLException;
    }
}
