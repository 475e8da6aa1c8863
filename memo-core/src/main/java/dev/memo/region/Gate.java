// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Admits one load of a method at a time, in the order of arrival; its owner passes as often as it likes.
 *
 * <p>The gate is handed from owner to the next in line, one wake-up each. Thread-safe; no user code runs under its
 * lock, which is held for a few instructions.
 */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Turn> line = new ArrayDeque<>();
    private volatile @Nullable Thread owner;
    private int passes;

    /** Waits for the gate; returns false, without it, when interrupted or when waiting would close a cycle. */
    boolean enter() {
        Turn turn = passOrQueue(Thread.currentThread());
        if (turn == null) {
            return true;
        }
        try {
            return WaitGraph.await(turn) || !leave(turn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !leave(turn);
        } catch (Throwable e) { // the JVM's, out of stack or memory: nobody would give the gate on
            if (!leave(turn)) {
                exit();
            }
            throw e;
        }
    }

    /** Gives the gate to the next in line, if this was the owner's last pass. */
    void exit() {
        lock.lock();
        try {
            if (owner == Thread.currentThread() && --passes == 0) {
                handOver();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Turn passOrQueue(Thread me) {
        lock.lock();
        try {
            if (owner == null || owner == me) {
                owner = me;
                passes++;
                return null;
            }
            Turn turn = new Turn(this, me);
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
        if (next == null) {
            owner = null;
        } else {
            owner = next.thread;
            passes = 1;
            next.countDown();
        }
    }

    /** A place in the line. Thread-safe. */
    static final class Turn extends CountDownLatch implements Blocker {
        private final Gate gate;
        private final Thread thread;

        Turn(Gate gate, Thread thread) {
            super(1);
            this.gate = gate;
            this.thread = thread;
        }

        @Override
        public @Nullable Thread blocker() {
            return getCount() == 0 ? null : gate.owner;
        }
    }
}
