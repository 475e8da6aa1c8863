// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts hits exactly, at the cost of a plain increment for the first threads that come.
 *
 * <p>A cell belongs to the thread that took it, told by its id, which the JVM never gives twice; only that thread
 * writes it. Threads that find their place taken share an adder. Thread-safe.
 */
final class HitCounter {
    private static final int CELLS = 32;

    private final AtomicReferenceArray<@Nullable Cell> cells = new AtomicReferenceArray<>(CELLS);
    private final LongAdder others = new LongAdder();

    void increment() {
        long id = Thread.currentThread().getId();
        Cell cell = cells.getPlain((int) id & (CELLS - 1));
        if (cell != null && cell.threadId == id) {
            cell.count++;
        } else {
            incrementShared(id);
        }
    }

    long sum() {
        long sum = others.sum();
        for (int i = 0; i < CELLS; i++) {
            Cell cell = cells.get(i);
            sum += cell == null ? 0 : cell.count;
        }
        return sum;
    }

    private void incrementShared(long id) {
        int place = (int) id & (CELLS - 1);
        if (cells.get(place) == null && cells.compareAndSet(place, null, new Cell(id))) {
            increment();
        } else {
            others.increment();
        }
    }

    /** One thread's count. Written by that thread only; others read it late, but never torn on 64-bit machines. */
    private static final class Cell {
        final long threadId;
        long count;

        Cell(long threadId) {
            this.threadId = threadId;
        }
    }
}
