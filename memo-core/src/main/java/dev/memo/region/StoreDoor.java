// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.annotation.Barrier;
import org.jspecify.annotations.Nullable;

/**
 * What a leader passes before its original runs, where the barrier is {@code HOST}: it looks in the store, and waits until
 * no other process loads its key. Thread-safe; does I/O, and takes no lock of the budget's.
 *
 * <p>Of several processes that miss, one gets the key's lease, and the others poll the store ({@link LeaseWait}). The lease
 * is renewed while the original runs, and ends with the value that is put under it, or when the flight lands without one. Its
 * token fences off a leader that was thought dead, and one whose key was invalidated meanwhile, by whatever process. Within
 * the process the flight is the barrier, as with {@code KEY}: a flight opened later for the same key gets a lease of its own.
 */
final class StoreDoor {
    private final Region region;
    private final RegionStore store;
    private final Waits waits;

    private StoreDoor(Region region, RegionStore store, Waits waits) {
        this.region = region;
        this.store = store;
        this.waits = waits;
    }

    /** Returns null where there is no store, or another barrier. */
    static @Nullable StoreDoor of(Region region, Waits waits) {
        boolean host = region.settings.barrier() == Barrier.HOST;
        return region.store == null || !host ? null : new StoreDoor(region, region.store, waits);
    }

    /**
     * Looks for a value, and waits for other processes.
     *
     * @param begun how long the call waits, if it has waited before
     * @return a value, with which the flight has landed, or which the settings choose for a wait in vain; null to lead
     */
    @Nullable
    Object enter(Flight flight, @Nullable Patience begun) {
        Patience patience = begun == null ? waits.patience() : begun;
        boolean renews = flight.renewal != null; // from the start: one that is stale in the store may become so here
        Object found = Beside.serve(region, flight);
        if (found != null || renews || flight.shelf == null) {
            return found;
        }
        try {
            found = admitted(flight, patience);
        } catch (Throwable cause) {
            if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
                flight.cancel();
                throw error;
            }
            region.tier.trouble.reportAs(region.settings.name() + ": its store was not asked", cause);
            return null;
        }
        Object instead = found instanceof WaitEnd end ? waits.instead(end, patience, flight.entry) : null;
        if (instead != null) {
            flight.cancel();
            return Waits.given(instead);
        }
        return found instanceof WaitEnd ? null : found;
    }

    /** Returns a value, null to lead, or how a wait has ended in vain. */
    private @Nullable Object admitted(Flight flight, Patience patience) {
        LeaseWait wait = new LeaseWait(store, flight);
        WaitEnd end = wait.isOver() ? WaitEnd.OVER : waited(wait, patience);
        return end == WaitEnd.OVER ? wait.value() : end;
    }

    private WaitEnd waited(LeaseWait wait, Patience patience) {
        long since = region.tier.clock.exact();
        try {
            return WaitGraph.await(wait, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WaitEnd.INTERRUPTED;
        } finally {
            region.counters.waits.increment();
            region.counters.waitNanos.add(region.tier.clock.exact() - since);
        }
    }
}
