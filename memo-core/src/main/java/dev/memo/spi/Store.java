// SPDX-License-Identifier: Apache-2.0
package dev.memo.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps encoded values outside the heap, on a disk or a server, where they survive a restart and other processes find them.
 *
 * <p>A store knows bytes only: what the keys and values mean, and which of them may be decoded, is its reader's concern. It
 * keeps deadlines, by the time of day of the {@link Ticker} that it was opened with: a value is served while now is before its
 * end, and not at it. It keeps limits: after each write, and whatever other processes do, what it holds is within its limits
 * as this process knows them. Values that have ended go before living ones.
 *
 * <p>All calls may do I/O and wait, for a few seconds at most, and are made with no lock of Memo's held. All of them throw
 * {@link StoreException} if the store cannot do what it is asked; what it throws is contained by the caller. A store has no
 * threads of its own: {@link #sweep} is called now and then. Implementations are thread-safe.
 *
 * <p>{@code StoreContract} in memo-testkit has all this as tests.
 */
public interface Store extends AutoCloseable {
    /** Returns where the store is, as messages say it. Does no I/O. */
    String name();

    /** Returns a key's living value, or null if there is none. Writes nothing: reads are told of by touches, in batches. */
    @Nullable
    StoreValue read(StoreKey key);

    /** Returns the living values of those of the keys that have one, as of one moment. Writes nothing. */
    Map<StoreKey, StoreValue> readAll(Collection<StoreKey> keys);

    /**
     * Makes changes in their order: all of them, or none if it throws. What is written when this returns survives the end of
     * the process, however it ends. Puts that are fenced or rejected are left out and told of, and are no failure.
     */
    StoreWritten write(List<StoreChange> changes);

    /**
     * Asks for the right to load a key, if nobody has it: {@link StoreLease#granted} tells.
     *
     * <p>A lease ends when it is released, when it was put with, when its key is removed, when it was not renewed in time,
     * and when the store finds that the process that holds it has ended. If the same owner asks again, it gets a new lease,
     * and its old one is over. Who got a lease looks once more whether there is a value now: another's put may just have landed.
     * Who did not, reads and asks again after a while.
     *
     * @param owner names who asks, alike in each of its calls, and differently from all others in all processes
     * @param duration how long the lease lasts unless it is renewed, positive; some seconds, and renewed at a third of it
     */
    StoreLease tryLease(StoreKey key, String owner, Duration duration);

    /** Lets a lease last for the given time from now, and returns true; returns false if it is no longer there. */
    boolean renew(StoreLease lease, Duration duration);

    /** Ends a lease without a value, and returns true; returns false if it is no longer there. */
    boolean release(StoreLease lease);

    /** Sets a region's own limits, which are kept from the region's next write on, and by {@link #sweep}. */
    void limit(String region, StoreLimits limits);

    /**
     * Says which of a region's values are of use: those whose fingerprint begins with these bytes. All others, which other code or other classes
     * have written, are removed by {@link #sweep}, and until then can be read. Of two who say different things, the later one
     * is heard. Does no I/O.
     */
    void keepOnly(String region, byte[] fingerprint);

    /**
     * Does a bounded step of housekeeping: removes values and leases that have ended and values that are of no use, keeps
     * limits that were lowered, and brings the order of eviction in line with a changed policy. Called from the background, again soon if there is more to do.
     *
     * @param limit how many values to look at, positive; takes some ten microseconds for each
     */
    StoreSwept sweep(int limit);

    /** Returns what is in the store, by region, the names in alphabetical order. */
    List<StoreRegion> regions();

    /**
     * Shows living rows one by one until there are no more, or the visitor returns false. Runs the visitor with no lock held
     * that anybody waits for; a row that is put, moved or removed meanwhile may be seen or not. The visitor may call the store.
     *
     * @return how many rows were shown
     */
    long scan(StoreScan scan, Predicate<StoreRow> visitor);

    /** Ends all use of the store in this process. Leases are not released. Later calls throw; a second close does nothing. */
    @Override
    void close();
}
