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
 *
 * <p>A load that is to renew a value takes the lease too, but does not wait for it: while another process has it, this one
 * serves what it has. Who asks again after that has landed gets the lease, and finds the new value before it loads.
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
        Renewal renewal = flight.renewal; // from the start: one that is stale in the store may become so here
        Object found = renewal == null ? Beside.serve(region, flight) : null;
        if (found != null || (renewal == null && flight.shelf == null)) {
            return found;
        }
        try {
            found = renewal == null ? admitted(flight, patience) : renewed(flight, renewal, patience);
        } catch (Throwable cause) {
            unasked(flight, cause);
            return null;
        }
        Object instead = found instanceof WaitEnd end ? waits.instead(end, patience, flight.entry) : null;
        if (instead != null) {
            flight.cancel();
            return Waits.given(instead);
        }
        return found instanceof WaitEnd ? null : found;
    }

    /**
     * As a worker, asks for the right to load a value anew.
     *
     * @return false if there is nothing to load: another process does, or has, and the flight has ended
     */
    boolean renews(Flight flight) {
        Renewal renewal = flight.renewal;
        try {
            LeaseWait wait = asked(flight);
            boolean over = wait.isOver();
            if (!over && renewal != null) {
                renewal.elsewhere = true;
                flight.cancel();
            }
            return over && wait.value() == null;
        } catch (Throwable cause) {
            unasked(flight, cause);
            return true;
        }
    }

    /** Returns a value, that which another process renews too, null to lead, or how a wait has ended in vain. */
    private @Nullable Object renewed(Flight flight, Renewal renewal, Patience patience) {
        LeaseWait wait = asked(flight);
        if (wait.isOver()) {
            return wait.value();
        }
        Object served = region.renewals == null ? null : region.renewals.leave(renewal);
        if (served == null) { // it has ended just now
            return admitted(flight, patience);
        }
        flight.cancel();
        return served;
    }

    /** Returns what asks for the right to renew a value; it is over at once if there is a younger one in the store. */
    private LeaseWait asked(Flight flight) {
        flight.shelf = store.shelf(flight.entry);
        return new LeaseWait(store, flight);
    }

    /** Throws on what the JVM throws, when nobody waits for the flight any more. */
    private void unasked(Flight flight, Throwable cause) {
        if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
            flight.cancel();
            throw error;
        }
        region.tier.trouble.reportAs(region.settings.name() + ": its store was not asked", cause);
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
            long nanos = region.tier.clock.exact() - since;
            region.counters.waitNanos.add(nanos);
            region.events.waited("process", nanos);
        }
    }
}
