// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Admits one load of a method at a time, in the order of arrival; its owner passes as often as it likes.
 *
 * <p>The gate is handed from owner to the next in line, one wake-up each, when its owner's last flight leaves, or when the
 * flight that it was given for is taken from it; then the number of owners has grown, and what the former one leaves
 * later counts no more. Thread-safe; no user code runs under its lock, which is held for a few instructions.
 */
final class Gate {
    private final String method;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Turn> line = new ArrayDeque<>();
    private volatile @Nullable Flight owner;
    private int passes;
    private long owners = 1;

    /** Creates the gate of the method with this name in reports. */
    Gate(String method) {
        this.method = method;
    }

    /** Waits for the gate, and notes in the flight that it has passed if the end is {@link WaitEnd#OVER}. */
    WaitEnd enter(Flight flight, Patience patience) {
        Turn turn = passOrQueue(flight);
        if (turn == null) {
            return WaitEnd.OVER;
        }
        try {
            WaitEnd end = WaitGraph.await(turn, patience);
            return end == WaitEnd.OVER || !leave(turn) ? WaitEnd.OVER : end;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return leave(turn) ? WaitEnd.INTERRUPTED : WaitEnd.OVER;
        } catch (Throwable e) { // the JVM's, out of stack or memory: nobody would give the gate on
            if (!leave(turn)) {
                exit(flight);
            }
            throw e;
        }
    }

    /** Gives the gate to the next in line, if this was the owner's last pass. */
    void exit(Flight flight) {
        lock.lock();
        try {
            if (flight.passed() == owners && --passes == 0) {
                handOver();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the gate from a flight that has lost its barrier, if it was given for that one. */
    void expel(Flight flight) {
        lock.lock();
        try {
            if (owner == flight) {
                handOver();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Turn passOrQueue(Flight flight) {
        lock.lock();
        try {
            Flight current = owner;
            if (current == null || current.isLedBy(flight.thread())) {
                owner = current == null ? flight : current;
                passes++;
                flight.passed(owners);
                return null;
            }
            Turn turn = new Turn(this, flight);
            line.add(turn);
            return turn;
        } finally {
            lock.unlock();
        }
    }

    /** Leaves the line; returns false if the turn has come meanwhile, so that the caller owns the gate after all. */
    private boolean leave(Turn turn) {
        lock.lock();
        try {
            return line.remove(turn);
        } finally {
            lock.unlock();
        }
    }

    private void handOver() {
        Turn next = line.poll();
        owners++;
        passes = 0;
        owner = null;
        if (next != null) {
            owner = next.mine;
            passes = 1;
            next.mine.passed(owners);
            next.countDown();
        }
    }

    /** A place in the line. Thread-safe. */
    static final class Turn extends CountDownLatch implements Blocker {
        private final Gate gate;
        private final Flight mine;

        Turn(Gate gate, Flight mine) {
            super(1);
            this.gate = gate;
            this.mine = mine;
        }

        @Override
        public @Nullable Thread blocker() {
            Flight owner = flight();
            return owner == null ? null : owner.blocker();
        }

        @Override
        public @Nullable Flight flight() {
            return getCount() == 0 ? null : gate.owner;
        }

        @Override
        public String method() {
            return gate.method;
        }
    }
}
