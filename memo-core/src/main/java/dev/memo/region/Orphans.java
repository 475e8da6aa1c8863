// SPDX-License-Identifier: Apache-2.0
package dev.memo.region;

import dev.memo.spi.RemovalCause;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

/**
 * The entries of a region whose weakly held parts are gone: one with a part of its own is dropped on the next miss; those
 * that had one in common are dropped as the misses that follow go through the table, a little each.
 *
 * <p>They can no longer be asked for, so all that they do until then is take up room. Thread-safe.
 */
final class Orphans {
    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private final Region region;
    private final Sweep sweep;
    private volatile boolean sweeping;

    // Guarded by the budget's lock.
    private int cursor;
    private boolean anew;

    Orphans(Region region, Sweep sweep) {
        this.region = region;
        this.sweep = sweep;
    }

    ReferenceQueue<Object> queue() {
        return queue;
    }

    void drain() {
        for (Reference<?> dead = queue.poll(); dead != null; dead = queue.poll()) {
            WeakPart part = (WeakPart) dead;
            Entry e = part.entry();
            if (part.isShared()) {
                begin();
            } else if (e != null) {
                drop(e);
            }
        }
        if (sweeping) {
            goOn();
        }
    }

    private void begin() {
        region.tier.budget.lock();
        try {
            anew = sweeping;
            sweeping = true;
        } finally {
            region.tier.budget.unlock();
        }
    }

    private void goOn() {
        region.tier.budget.lock();
        try {
            if (sweeping) {
                cursor = sweep.step(cursor, Orphans::isOrphan, this::remove);
                sweeping = cursor != 0 || anew;
                anew &= cursor != 0;
            }
        } finally {
            region.tier.budget.unlock();
        }
    }

    private static boolean isOrphan(Entry e) {
        return e.state != Entry.GONE && e.parts()[0] instanceof WeakPart part && part.refersTo(null);
    }

    private void drop(Entry e) {
        region.tier.budget.lock();
        try {
            remove(e);
        } finally {
            region.tier.budget.unlock();
        }
    }

    /** An entry that never was in the table is LOADING without a flight. */
    private void remove(Entry e) {
        if (e.state == Entry.LIVE) {
            region.counters.evictions.increment();
        }
        if (e.state == Entry.LIVE || (e.state == Entry.LOADING && e.flight() != null)) {
            region.tier.budget.remove(region.ledger, e, RemovalCause.EVICTED);
        }
    }
}
