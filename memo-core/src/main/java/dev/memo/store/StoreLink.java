// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import dev.memo.spi.Store;
import dev.memo.spi.StoreException;
import dev.memo.spi.StoreException.Kind;
import dev.memo.spi.Ticker;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to a store that may be missing: opens it when it is first needed, goes on without it while it is in trouble, and
 * tries again after a while, each time a longer one.
 *
 * <p>What the store throws ends here. Each kind of trouble is reported once until the store has worked again. Thread-safe;
 * while one thread opens the store, the others go on without it, unless they say that they wait.
 */
final class StoreLink {
    private static final long FIRST_PAUSE_NANOS = 1_000_000_000;
    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;

    private final Supplier<Store> opener;
    private final Ticker ticker;
    private final Consumer<StoreException> reporter;
    private final AtomicLong failures = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Store store;

    // Guarded by the lock.
    private final Set<Kind> reported = EnumSet.noneOf(Kind.class);
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private boolean closed;

    /** Whether it is not to be used before {@link #nextTry}. */
    private volatile boolean pausing;

    private volatile long nextTry;

    /** Whether something failed since the last write that did not. */
    private volatile boolean troubled;

    /**
     * Creates a link; nothing is opened yet.
     *
     * @param opener opens the store
     * @param reporter is told of trouble, once for each kind
     */
    StoreLink(Supplier<Store> opener, Ticker ticker, Consumer<StoreException> reporter) {
        this.opener = opener;
        this.ticker = ticker;
        this.reporter = reporter;
    }

    /** Reads something; returns null if the store cannot be had, fails, or has nothing to give. */
    <T> @Nullable T read(Function<Store, @Nullable T> use) {
        return call(open(false), use, false);
    }

    /** As {@link #read}, but waits for whoever opens the store. */
    <T> @Nullable T readOnceOpen(Function<Store, @Nullable T> use) {
        return call(open(true), use, false);
    }

    /** Writes something, and waits for whoever opens the store; returns null if that cannot be had, or fails. */
    <T> @Nullable T write(Function<Store, @Nullable T> use) {
        return call(open(true), use, true);
    }

    private <T> @Nullable T call(@Nullable Store open, Function<Store, @Nullable T> use, boolean writes) {
        if (open == null) {
            return null;
        }
        try {
            T result = use.apply(open);
            works(writes);
            return result;
        } catch (StoreException e) {
            failed(open, e);
        } catch (RuntimeException e) {
            failed(open, new StoreException(Kind.UNREACHABLE, open.name() + ": it failed.", e));
        }
        return null;
    }

    /** Returns whether nothing is to be expected of the store for now. */
    boolean isPausing() {
        return pausing && ticker.nanos() - nextTry < 0;
    }

    /** Returns how long the store is left alone from now on; 0 if it is not. */
    long pauseNanos() {
        return pausing ? Math.max(0, nextTry - ticker.nanos()) : 0;
    }

    /** Returns how often the store failed. */
    long failures() {
        return failures.get();
    }

    /** Closes the store for good. */
    void close() {
        lock.lock();
        try {
            closed = true;
            closeStore();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Store open(boolean waits) {
        Store open = store;
        if (open != null || isPausing()) {
            return isPausing() ? null : open;
        }
        if (waits) {
            lock.lock();
        } else if (!lock.tryLock()) {
            return null;
        }
        try {
            if (store == null && !closed && !isPausing()) {
                store = opener.get();
            }
            return store;
        } catch (StoreException e) {
            pause(e);
        } catch (RuntimeException | LinkageError e) {
            pause(new StoreException(
                    Kind.UNREACHABLE,
                    "Store: it cannot be opened, because of " + e.getClass().getName() + ".",
                    e));
        } finally {
            lock.unlock();
        }
        return null;
    }

    /** Forgets the trouble that is over: one with writes only when a write has worked. */
    private void works(boolean wrote) {
        if (pausing || (wrote && troubled)) {
            lock.lock();
            try {
                pausing = false;
                pauseNanos = FIRST_PAUSE_NANOS;
                troubled &= !wrote;
                reported.removeIf(kind -> wrote || kind.over());
            } finally {
                lock.unlock();
            }
        }
    }

    private void failed(Store by, StoreException e) {
        lock.lock();
        try {
            if (store == by && e.kind().over()) {
                closeStore();
            }
            pause(e);
        } finally {
            lock.unlock();
        }
    }

    /** The caller holds the lock. A store that is merely busy or full is not left alone: reads may go on. */
    private void pause(StoreException e) {
        failures.incrementAndGet();
        troubled = true;
        if (e.kind().over()) {
            nextTry = ticker.nanos() + pauseNanos;
            pausing = true;
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, pauseNanos * 2);
        }
        if (!closed && reported.add(e.kind())) {
            reporter.accept(e);
        }
    }

    private void closeStore() {
        Store open = store;
        store = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                failures.incrementAndGet();
            }
        }
    }
}
