// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The accesses of one region since they were last looked at, in their order, for policies that have to hear of each.
 *
 * <p>A ring: who accesses takes the next number and writes the entry there. Whoever finds the ring full empties it, under
 * the budget's lock: one hit in a thousand takes that. {@link #write} is thread-safe; {@link #drain} is guarded by the
 * budget's lock. A writer that was stopped between number and entry holds up those behind it until the next drain; if
 * the ring is full of them, accesses are lost rather than waited for.
 */
final class AccessLog {
    private static final int SIZE = 1024;

    private final Budget budget;
    private final Consumer<Entry> reader;
    private final AtomicReferenceArray<@Nullable Entry> ring = new AtomicReferenceArray<>(SIZE);
    private final AtomicLong written = new AtomicLong();
    private volatile long read;

    /**
     * Creates an empty log.
     *
     * @param budget whose lock guards the reader
     * @param reader is told of each access, unless the entry has left meanwhile
     */
    AccessLog(Budget budget, Consumer<Entry> reader) {
        this.budget = budget;
        this.reader = reader;
    }

    /** Notes an access. */
    void write(Entry e) {
        for (int tries = 0; tries < 2; tries++) {
            long number = written.get();
            if (number - read >= SIZE) {
                drainLocked();
            } else if (written.compareAndSet(number, number + 1)) {
                ring.set((int) number & (SIZE - 1), e);
                return;
            } else {
                tries--;
            }
        }
    }

    /** Tells the reader of what was written. */
    void drain() {
        long end = written.get();
        long number = read;
        while (number < end) {
            Entry e = ring.getAndSet((int) number & (SIZE - 1), null);
            if (e == null) {
                break;
            }
            number++;
            read = number;
            if (e.state == Entry.LIVE) {
                reader.accept(e);
            }
        }
    }

    private void drainLocked() {
        budget.lock();
        try {
            drain();
        } finally {
            budget.unlock();
        }
    }
}
