// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import dev.memo.spi.StoreChange;
import dev.memo.spi.StoreKey;
import dev.memo.spi.StoreLease;
import dev.memo.spi.StoreSwept;
import dev.memo.spi.StoreValue;
import dev.memo.spi.StoreWritten;
import dev.memo.spi.Ticker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the store behind its callers, in batches, on one daemon thread that comes when there is something to write and
 * goes when for a while there was nothing.
 *
 * <p>A change may be added with a lock held: that takes a lock of the writer's for a moment, and does no I/O. {@link #awaitRoom}
 * before it holds callers back while too much waits, with no lock held. What was added is seen by {@link #waiting} until the
 * store has it, so whoever looks there first reads what was written. While the store is in trouble, values are dropped and
 * counted, but removals are kept: what was invalidated must not come back with the store. Thread-safe.
 */
final class StoreWriter {
    private static final long LINGER_NANOS = 2_000_000_000;
    private static final int SWEEP = 1_000;

    private final StoreLink link;
    private final Pace pace;
    private final Ticker ticker;
    private final Predicate<Runnable> starter;
    private final Consumer<List<StoreKey>> evicted;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, byte[]> useful = new ConcurrentHashMap<>();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();

    // Guarded by the lock.
    private final Waiting waiting = new Waiting();
    private final Touches touches = new Touches();
    private final Acknowledgements acknowledgements;
    private Waiting written = new Waiting();
    private long numbers;
    private long dropped;
    private boolean running;
    private @Nullable Thread writing;
    private boolean scheduled;
    private long due;
    private long made;
    private long failed;
    private boolean sweeping = true;
    private long sweeps;

    /**
     * Creates a writer without a thread yet.
     *
     * @param starter runs a body on a daemon thread of its own; false where there is none
     * @param evicted is told of the keys that the store has removed for room, and of those whose values came too late for
     *     it, on the writer's thread
     */
    StoreWriter(
            StoreLink link, Pace pace, Ticker ticker, Predicate<Runnable> starter, Consumer<List<StoreKey>> evicted) {
        this.link = link;
        this.pace = pace;
        this.ticker = ticker;
        this.starter = starter;
        this.evicted = evicted;
        this.acknowledgements = new Acknowledgements(lock);
    }

    /** Waits until less waits than is allowed, for some seconds at most; returns false if a put would be dropped. */
    boolean awaitRoom() {
        lock.lock();
        try {
            long left = pace.patienceNanos();
            while (isFull() && left > 0 && !link.isPausing()) {
                wake(true);
                left = room.awaitNanos(left);
            }
            if (isFull() || link.isPausing()) {
                dropped++;
                return false;
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            dropped++;
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether less waits than is allowed; if not, a put is dropped. */
    boolean hasRoom() {
        lock.lock();
        try {
            boolean room = !isFull() && !link.isPausing();
            dropped += room ? 0 : 1;
            return room;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a value, to be written soon, or at once.
     *
     * @param first whether the store is known to have no older value under the key; if it may have, and this one is lost, that
     *     goes too
     * @return its number
     */
    long put(StoreKey key, StoreValue value, boolean first, boolean now) {
        return add(key, StoreChange.put(key, value), first, now);
    }

    /** Adds values that are written in one batch, soon or at once; returns their number. */
    long putAll(List<StoreChange.Put> puts, boolean now) {
        lock.lock();
        try {
            numbers++;
            puts.forEach(put -> waiting.add(put.key(), put, false, numbers));
            wake(now);
            return numbers;
        } finally {
            lock.unlock();
        }
    }

    /** Adds a value that goes with a lease, to be written at once; returns its number. */
    long put(StoreLease lease, StoreValue value, boolean first) {
        return add(lease.key(), StoreChange.put(lease.key(), value, lease), first, true);
    }

    /** Adds a removal, to be written at once; returns its number. */
    long remove(StoreKey key) {
        return add(key, StoreChange.remove(key), false, true);
    }

    private long add(StoreKey key, StoreChange change, boolean first, boolean now) {
        lock.lock();
        try {
            waiting.add(key, change, first, ++numbers);
            wake(now);
            return numbers;
        } finally {
            lock.unlock();
        }
    }

    /** Adds the removal of a region, or of all for null; it is written at once. Returns its number. */
    long clear(@Nullable String region) {
        lock.lock();
        try {
            waiting.clear(region, ++numbers);
            touches.clear();
            wake(true);
            return numbers;
        } finally {
            lock.unlock();
        }
    }

    /** Notes a read, to be told to the store some time. */
    void touch(StoreKey key, long usedAtMicros) {
        lock.lock();
        try {
            touches.add(key, usedAtMicros);
            wake(false);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the put or removal of a key that the store may not have made yet, or null. */
    @Nullable
    StoreChange waiting(StoreKey key) {
        lock.lock();
        try {
            StoreChange found = waiting.of(key);
            return found == null ? written.of(key) : found;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the store has made all changes up to a number, or failed to; returns whether it has made them. */
    boolean flush(long upTo, long nanos) throws InterruptedException {
        lock.lock();
        try {
            if (upTo <= made || Thread.currentThread() == writing) {
                return true; // who is told by the writer's thread what has gone cannot wait for it
            }
            if (upTo <= failed && waiting.isEmpty() && written.isEmpty()) {
                return false; // they were lost before anybody asked, and nothing is left to be tried again
            }
            wake(true);
            return acknowledgements.await(upTo, nanos);
        } finally {
            lock.unlock();
        }
    }

    /** The same for all changes so far, and all reads. */
    boolean flush(long nanos) throws InterruptedException {
        return flush(last(true), nanos);
    }

    /** Returns the number of the latest change; with reads, one that stands for them too. */
    private long last(boolean withReads) {
        lock.lock();
        try {
            if (withReads && !touches.isEmpty()) {
                waiting.mark(++numbers);
            }
            return numbers;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many values were dropped since the store could not take them. */
    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has the store told which of a region's values are of use, and swept after the next change. Not before: a thread that
     * opened the store for it would make the first reads go on without the store.
     */
    void keepOnly(String region, byte[] fingerprint) {
        useful.put(region, fingerprint);
        lock.lock();
        try {
            sweeps++;
            sweeping = true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return waiting.puts() >= pace.mostWaiting() || waiting.bytes() >= pace.mostBytes();
    }

    private boolean isIdle() {
        return waiting.isEmpty() && touches.isEmpty() && !sweeping;
    }

    /** Sees to it that a batch is written soon, or now. The caller holds the lock. */
    private void wake(boolean now) {
        long time = ticker.nanos();
        if (now || waiting.size() >= pace.batch()) {
            due = time;
            work.signal();
        } else if (!scheduled) {
            due = time + pace.everyNanos();
            work.signal();
        }
        scheduled = true;
        if (!running) {
            running = starter.test(this::run);
        }
    }

    private void run() {
        lock.lock();
        try {
            writing = Thread.currentThread();
        } finally {
            lock.unlock();
        }
        boolean more = true;
        while (more) {
            more = step();
        }
    }

    /** Waits for something to do and does it; returns false if nothing came and the thread is to end. */
    private boolean step() {
        List<StoreChange> changes;
        lock.lock();
        try {
            if (!awaitWork()) {
                running = false;
                return false;
            }
            written = waiting.take(pace.batch());
            changes = written.list(ChronoUnit.MICROS.between(Instant.EPOCH, ticker.now()));
            touches.moveTo(changes);
            scheduled = !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
        if (!changes.isEmpty()) {
            ended(link.write(store -> store.write(changes)));
        }
        sweep();
        return true;
    }

    /** Takes note of how a batch ended. Removals that were not made are tried again; values are lost, which costs a load. */
    private void ended(@Nullable StoreWritten result) {
        long upTo;
        lock.lock();
        try {
            Waiting batch = written;
            upTo = result == null ? numbers : batch.last(); // what came since was dropped too
            written = new Waiting();
            if (result == null) {
                failed = upTo;
                dropped += batch.puts() + waiting.puts();
                waiting.putBack(batch);
                waiting.shed(pace.mostWaiting());
                due = ticker.nanos() + pace.everyNanos();
                scheduled |= !waiting.isEmpty();
            }
            made = result == null ? made : batch.last();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        if (result != null && !result.evicted().isEmpty()) {
            evicted.accept(result.evicted()); // before those who wait for the batch go on, and find what has gone
        }
        if (result != null && !result.fenced().isEmpty()) {
            evicted.accept(result.fenced()); // the heap is not to have what the store would not take
        }
        acknowledge(upTo, result != null);
    }

    private void sweep() {
        if (!sweeping || link.isPausing()) {
            return;
        }
        long asked = sweeps();
        StoreSwept result = link.write(store -> {
            useful.forEach(store::keepOnly);
            return store.sweep(SWEEP);
        });
        lock.lock();
        try {
            sweeping = result != null && (result.more() || sweeps != asked);
        } finally {
            lock.unlock();
        }
        if (result != null && !result.evicted().isEmpty()) {
            evicted.accept(result.evicted());
        }
    }

    private long sweeps() {
        lock.lock();
        try {
            return sweeps;
        } finally {
            lock.unlock();
        }
    }

    private void acknowledge(long upTo, boolean asMade) {
        lock.lock();
        try {
            acknowledgements.tell(upTo, asMade);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a batch is due; returns false if for a while there was nothing. The caller holds the lock. */
    private boolean awaitWork() {
        long linger = LINGER_NANOS;
        while (true) {
            boolean idle = isIdle();
            long left = idle ? linger : Math.max(link.pauseNanos(), scheduled ? due - ticker.nanos() : 0);
            if (left <= 0) {
                return !idle;
            }
            try {
                long rest = work.awaitNanos(left);
                linger = idle ? rest : LINGER_NANOS;
            } catch (InterruptedException e) {
                linger /= 2; // by whoever interrupts all threads
            }
        }
    }
}
