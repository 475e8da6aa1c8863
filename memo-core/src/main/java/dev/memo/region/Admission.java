// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** What a leader has to pass before its load: the gate of a method whose barrier that is, a lock of the user's. Thread-safe. */
final class Admission {
    private final @Nullable Gate gate;
    private final @Nullable UserLock lock;

    private Admission(@Nullable Gate gate, @Nullable UserLock lock) {
        this.gate = gate;
        this.lock = lock;
    }

    /** Returns null if leaders have nothing to pass. */
    static @Nullable Admission of(Region region, @Nullable Lock lock) {
        Gate gate = region.settings.barrier() == Barrier.METHOD ? new Gate(region.settings.name()) : null;
        UserLock user = lock == null ? null : new UserLock(lock, region);
        return gate == null && user == null ? null : new Admission(gate, user);
    }

    /**
     * Waits until the load may begin.
     *
     * @return how a wait for the lock has ended, {@link WaitEnd#OVER} if there may be a value by now; how one for the gate
     *     has, if in vain; else null
     */
    @Nullable
    WaitEnd enter(Flight flight, Patience patience) {
        WaitEnd end = gate == null ? WaitEnd.OVER : gate.enter(flight, patience);
        if (end != WaitEnd.OVER) {
            return end;
        }
        return lock == null ? null : lock.enter(flight, patience);
    }

    /** Lets the next one in. Runs in the leader's thread. */
    void leave(Flight flight) {
        if (lock != null) {
            lock.exit(flight);
        }
        if (gate != null) {
            gate.exit(flight);
        }
    }

    /** Lets the next one in, though the flight has not landed: it has lost its barrier. */
    void expel(Flight flight) {
        if (gate != null) {
            gate.expel(flight);
        }
    }
}
