// SPDX-License-Identifier: Apache-2.0
package dev.memo.store;

import dev.memo.spi.StoreLease;
import dev.memo.spi.StoreValue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * A lease that this process holds, renewed until it ends: with a value, or without one. It ends once. Thread-safe.
 */
public final class HeldLease {
    private final StoreLease lease;
    private final HeldLeases held;
    private final StoreLink link;
    private final StoreWriter writer;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile BooleanSupplier needed = () -> true;

    HeldLease(StoreLease lease, HeldLeases held, StoreLink link, StoreWriter writer) {
        this.lease = lease;
        this.held = held;
        this.link = link;
        this.writer = writer;
    }

    /** Returns the number that later leases of the key exceed. */
    public long token() {
        return lease.token();
    }

    /** Says when it need not be renewed, though it has not ended. Asked every few seconds, on a thread of its own. */
    public void renewWhile(BooleanSupplier condition) {
        needed = condition;
    }

    /**
     * Has a value written under the lease, at once, as others wait for it; it is left out if the lease is over by then. May be
     * called with a lock held.
     *
     * @param first as {@link StoreTier#put} has it
     * @return a number for {@link StoreTier#flush}; 0 if the lease has ended here before, so that nothing is written
     */
    public long put(StoreValue value, boolean first) {
        return end() ? writer.put(lease, value, first) : 0;
    }

    /** Ends it without a value, unless it has ended. Does I/O. */
    public void release() {
        if (end()) {
            Boolean unused = link.read(store -> store.release(lease)); // if it fails, the lease is over by its time
        }
    }

    /** Has it last longer, if that is of any use. Does I/O. */
    void renew() {
        if (needed.getAsBoolean() && Boolean.FALSE.equals(link.read(store -> store.renew(lease, HeldLeases.LASTS)))) {
            held.remove(this); // somebody has taken it over: the store will not take its value
        }
    }

    private boolean end() {
        held.remove(this);
        return ended.compareAndSet(false, true);
    }
}
