// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.RemovalCause;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

/** The entries of a region whose weakly held parts are gone: dropped on the next miss. Thread-safe. */
final class Orphans {
    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private final Region region;

    Orphans(Region region) {
        this.region = region;
    }

    ReferenceQueue<Object> queue() {
        return queue;
    }

    void drain() {
        for (Reference<?> dead = queue.poll(); dead != null; dead = queue.poll()) {
            Entry e = ((WeakPart) dead).entry();
            if (e != null) {
                drop(e);
            }
        }
    }

    /** An entry that never was in the table is LOADING without a flight. */
    private void drop(Entry e) {
        Budget budget = region.tier.budget;
        budget.lock();
        try {
            if (e.state == Entry.LIVE) {
                region.counters.evictions.increment();
            }
            if (e.state == Entry.LIVE || (e.state == Entry.LOADING && e.flight() != null)) {
                budget.remove(region.ledger, e, RemovalCause.EVICTED);
            }
        } finally {
            budget.unlock();
        }
    }
}
