// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.region.Callers.Caller;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts hits exactly, at the cost of a plain increment for the first threads that come.
 *
 * <p>A cell belongs to the thread that took it, told by its {@link Caller}'s id, which the JVM never gives twice; only that
 * thread writes it, and one whose class overrides {@code Thread.getId} to give its id: of the hits of those two some are lost.
 * Threads that find their place taken share an adder. A record, since the JIT trusts a record's fields. Thread-safe.
 *
 * @param cells by the lower bits of the threads' ids
 * @param others the hits of threads without a cell
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the array never leaves this package
record HitCounter(@Nullable Cell[] cells, LongAdder others) {
    private static final int CELLS = 32;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(Cell[].class);

    HitCounter() {
        this(new Cell[CELLS], new LongAdder());
    }

    void increment() {
        Cell mine = mine();
        if (mine == null) {
            incrementShared();
        } else {
            mine.count++;
        }
    }

    /** Counts if this thread has a cell, and nothing concerns it but the hit; returns whether that is so. */
    boolean incrementOrdinary() {
        long id = Thread.currentThread().getId();
        Cell cell = cells[(int) id & (cells.length - 1)]; // which needs no check of bounds
        if (cell == null || cell.caller.id != id) {
            return false;
        }
        cell.count++;
        return true;
    }

    /**
     * Counts, and now and then returns true: when this thread's count has reached a multiple of a power of two.
     *
     * @param mask the power, less 1
     */
    boolean incrementToMultiple(int mask) {
        increment();
        Cell mine = mine();
        return mine != null
                ? (mine.count & mask) == 0
                : (ThreadLocalRandom.current().nextInt() & mask) == 0;
    }

    /** Returns this thread's count, or one that changes with it and with others. */
    long ofThread() {
        Cell mine = mine();
        return mine != null ? mine.count : others.sum();
    }

    long sum() {
        long sum = others.sum();
        for (int i = 0; i < CELLS; i++) {
            Cell cell = (Cell) CELL.getVolatile(cells, i);
            sum += cell == null ? 0 : cell.count;
        }
        return sum;
    }

    private void incrementShared() {
        int place = place(Thread.currentThread().getId());
        Caller caller = cells[place] == null ? Callers.known() : null;
        if (caller != null && CELL.compareAndSet(cells, place, (Cell) null, new Cell(caller))) {
            increment();
        } else {
            others.increment();
        }
    }

    private @Nullable Cell mine() {
        Thread thread = Thread.currentThread();
        Cell cell = cells[place(thread.getId())];
        return cell != null && cell.caller.is(thread) ? cell : null;
    }

    private static int place(long id) {
        return (int) id & (CELLS - 1);
    }

    /** Keeps what lies before a count out of its cache line, as another thread may write there. Confined to nobody. */
    private static class Before {
        @SuppressWarnings("unused") // never read, but there
        long a0, a1, a2, a3, a4, a5, a6;
    }

    /** One thread's count. Written by that thread only; others read it late, but never torn on 64-bit machines. */
    private static class Owned extends Before {
        final Caller caller;
        long count;

        Owned(Caller caller) {
            this.caller = caller;
        }
    }

    /** The same, with nothing else in the cache line behind it either. As thread-safe. */
    static final class Cell extends Owned {
        @SuppressWarnings("unused") // never read, but there
        long b0, b1, b2, b3, b4, b5, b6;

        Cell(Caller caller) {
            super(caller);
        }
    }
}
