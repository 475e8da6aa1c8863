// SPDX-License-Identifier: Apache-2.0
package dev.memo;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Runs a body with a lock held. Implementations are thread-safe. */
interface Guard {
    Object run(Supplier<Object> body);

    /** Locks that the JVM knows the owner of. */
    enum Kind {
        MONITOR,
        LOCK,
        WRITE_LOCK;

        Guard guard() {
            return switch (this) {
                case MONITOR -> new Monitor();
                case LOCK -> new Locked(new ReentrantLock());
                case WRITE_LOCK -> new Locked(new ReentrantReadWriteLock().writeLock());
            };
        }
    }

    /** Guards by its own monitor. */
    final class Monitor implements Guard {
        @Override
        public synchronized Object run(Supplier<Object> body) {
            return body.get();
        }
    }

    /** Guards by a lock of the JDK's. */
    record Locked(Lock lock) implements Guard {
        @Override
        public Object run(Supplier<Object> body) {
            lock.lock();
            try {
                return body.get();
            } finally {
                lock.unlock();
            }
        }
    }
}
